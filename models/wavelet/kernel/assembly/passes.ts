// Passes of Stockham's self-sorting FFT, decimation in frequency, e^(-i): `stride` interleaved transforms of radix * m
// points become radix * stride transforms of m. Each reads one buffer and writes the other, in order.
import { add, im, number, POINT, put, putTurned, re, sub } from './complex';

export function radix4(from: usize, to: usize, m: usize, stride: usize, turns: usize): void {
  const step = stride * POINT;
  const jump = m * step;
  for (let p: usize = 0; p < m; p++, turns += 24) {
    const w1r = number(turns);
    const w1i = number(turns + 4);
    const w2r = number(turns + 8);
    const w2i = number(turns + 12);
    const w3r = number(turns + 16);
    const w3i = number(turns + 20);
    for (const end = from + step; from < end; from += POINT, to += POINT) {
      const b = from + jump;
      const c = b + jump;
      const d = c + jump;
      const ar = re(from);
      const ai = im(from);
      const br = re(b);
      const bi = im(b);
      const cr = re(c);
      const ci = im(c);
      const dr = re(d);
      const di = im(d);
      const er = add(ar, cr);
      const ei = add(ai, ci);
      const gr = sub(ar, cr);
      const gi = sub(ai, ci);
      const fr = add(br, dr);
      const fi = add(bi, di);
      const hr = sub(br, dr);
      const hi = sub(bi, di);
      put(to, add(er, fr), add(ei, fi));
      putTurned(to + step, add(gr, hi), sub(gi, hr), w1r, w1i);
      putTurned(to + 2 * step, sub(er, fr), sub(ei, fi), w2r, w2i);
      putTurned(to + 3 * step, sub(gr, hi), add(gi, hr), w3r, w3i);
    }
    to += 3 * step;
  }
}

/** `radix4` for a stride of 1: factors change with every point, so there is no inner loop. */
export function firstRadix4Plain(from: usize, to: usize, m: usize, turns: usize): void {
  const jump = m * POINT;
  for (const end = from + jump; from < end; from += POINT, to += 4 * POINT, turns += 24) {
    const b = from + jump;
    const c = b + jump;
    const d = c + jump;
    const ar = re(from);
    const ai = im(from);
    const br = re(b);
    const bi = im(b);
    const cr = re(c);
    const ci = im(c);
    const dr = re(d);
    const di = im(d);
    const er = add(ar, cr);
    const ei = add(ai, ci);
    const gr = sub(ar, cr);
    const gi = sub(ai, ci);
    const fr = add(br, dr);
    const fi = add(bi, di);
    const hr = sub(br, dr);
    const hi = sub(bi, di);
    put(to, add(er, fr), add(ei, fi));
    putTurned(to + POINT, add(gr, hi), sub(gi, hr), number(turns), number(turns + 4));
    putTurned(to + 2 * POINT, sub(er, fr), sub(ei, fi), number(turns + 8), number(turns + 12));
    putTurned(to + 3 * POINT, sub(gr, hi), add(gi, hr), number(turns + 16), number(turns + 20));
  }
}

export function radix2(from: usize, to: usize, m: usize, stride: usize, turns: usize): void {
  const step = stride * POINT;
  const jump = m * step;
  for (let p: usize = 0; p < m; p++, turns += 8) {
    const wr = number(turns);
    const wi = number(turns + 4);
    for (const end = from + step; from < end; from += POINT, to += POINT) {
      const b = from + jump;
      const ar = re(from);
      const ai = im(from);
      const br = re(b);
      const bi = im(b);
      put(to, add(ar, br), add(ai, bi));
      putTurned(to + step, sub(ar, br), sub(ai, bi), wr, wi);
    }
    to += step;
  }
}
