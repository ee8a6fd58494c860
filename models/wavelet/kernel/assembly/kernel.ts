// The scalogram of four channels at once. The tables it walks are laid out by models/wavelet/kernel/program.ts.
import { firstRadix4 } from './band';
import { add, im, mul, number, POINT, put, re, sub } from './complex';
import { lastRadix4, lastRadix4Power } from './last-passes';
import { radix3, radix5 } from './odd-passes';
import { firstRadix4Plain, radix2, radix4 } from './passes';
import { pad } from './samples';

export { gather, scale } from './samples';
export { copyLoop, flopLoop } from './ceiling';

/** Points that `power` buffers keep on either side, filled with the other end: the time axis is a circle. */
const MARGIN: usize = 16;

@inline function word(address: usize, index: usize): usize {
  return <usize>load<u32>(address + (index << 2));
}

/**
 * Scalogram from gathered samples. `vectors` is overwritten beyond the samples, `work` is scratch; `out` receives
 * [scale][bin][lane], times the lanes at `factors`.
 */
export function transform(program: usize, vectors: usize, work: usize, factors: usize, out: usize): void {
  const samples = word(program, 0);
  const bins = word(program, 1);
  const frames = word(program, 2);
  const spectrum = work;
  const a = work + word(program, 3);
  const b = a + word(program, 4);
  const powers = b + word(program, 4) + MARGIN * 16;
  const factor = v128.load(factors);
  let frame = program + 20;
  for (let f: usize = 0; f < frames; f++, frame += 24) {
    const size = word(frame, 0);
    pad(vectors, samples, word(frame, 1), size);
    analyse(size, word(frame, 2), word(frame, 3), vectors, a, b, spectrum);
    let row = word(frame, 4);
    for (const end = row + word(frame, 5) * 36; row < end; row += 36) {
      synthesise(row, spectrum, a, b, powers);
      pool(row, bins, powers, factor, out);
    }
  }
}

/** Twice the spectrum of `size` real samples, conjugated, by a complex transform of half the size. */
function analyse(size: usize, fft: usize, turns: usize, vectors: usize, a: usize, b: usize, spectrum: usize): void {
  const half = size >> 1;
  const passes = word(fft, 0);
  firstRadix4Plain(vectors, a, half >> 2, word(fft, 4));
  let from = a;
  let to = b;
  for (let i: usize = 1; i < passes; i++) {
    step(fft + 4 + (i << 4), from, to);
    const other = from;
    from = to;
    to = other;
  }
  const z = from;
  // Lines 0 and size / 2 are not part of any band; the others come out doubled, which the gains undo.
  for (let k: usize = 1, j = half - 1; k <= j; k++, j--) {
    const p = z + k * POINT;
    const q = z + j * POINT;
    const pr = re(p);
    const pi = im(p);
    const qr = re(q);
    const qi = im(q);
    const er = add(pr, qr);
    const ei = sub(pi, qi);
    const or = add(pi, qi);
    const oi = sub(qr, pr);
    const wr = number(turns + (k << 3));
    const wi = number(turns + (k << 3) + 4);
    const tr = sub(mul(or, wr), mul(oi, wi));
    const ti = add(mul(or, wi), mul(oi, wr));
    put(spectrum + j * POINT, sub(er, tr), sub(ei, ti));
    put(spectrum + k * POINT, add(er, tr), f32x4.neg(add(ei, ti)));
  }
}

@inline function step(pass: usize, from: usize, to: usize): void {
  const radix = word(pass, 0);
  const m = word(pass, 1);
  const stride = word(pass, 2);
  const turns = word(pass, 3);
  if (m == 1) lastRadix4(from, to, stride);
  else if (radix == 4) radix4(from, to, m, stride, turns);
  else if (radix == 3) radix3(from, to, m, stride, turns);
  else if (radix == 2) radix2(from, to, m, stride, turns);
  else radix5(from, to, m, stride, turns);
}

/** |W|^2 of one scale: its band of the spectrum, moved to line 0, through a transform that is just long enough. */
function synthesise(row: usize, spectrum: usize, a: usize, b: usize, powers: usize): void {
  const lines = word(row, 1);
  const size = word(row, 2);
  const fft = word(row, 3);
  const passes = word(fft, 0);
  firstRadix4(spectrum + word(row, 0) * POINT, word(row, 4), lines, a, size >> 2, word(fft, 4));
  let from = a;
  let to = b;
  for (let i: usize = 1; i < passes - 1; i++) {
    step(fft + 4 + (i << 4), from, to);
    const other = from;
    from = to;
    to = other;
  }
  lastRadix4Power(from, powers, size >> 2);
  memory.copy(powers - MARGIN * 16, powers + (size << 4) - MARGIN * 16, MARGIN * 16);
  memory.copy(powers + (size << 4), powers, MARGIN * 16);
}

/** Root of the weighted power of each bin. A weight may be negative, so a sum of noise may be: it counts as 0. */
function pool(row: usize, bins: usize, powers: usize, factor: v128, out: usize): void {
  let start = word(row, 5);
  let weight = word(row, 6);
  const taps = word(row, 7);
  const zero = f32x4.splat(0);
  out += word(row, 8) * bins * 16;
  for (let bin: usize = 0; bin < bins; bin++, start += 4, out += 16) {
    let at = powers + ((<isize>load<i32>(start)) << 4);
    let even = zero;
    let odd = zero;
    for (const end = at + ((taps & ~1) << 4); at < end; at += 32, weight += 8) {
      even = add(even, mul(v128.load(at), number(weight)));
      odd = add(odd, mul(v128.load(at, 16), number(weight + 4)));
    }
    if (taps & 1) {
      even = add(even, mul(v128.load(at), number(weight)));
      weight += 4;
    }
    v128.store(out, mul(factor, f32x4.sqrt(f32x4.max(add(even, odd), zero))));
  }
}
