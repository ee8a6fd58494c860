// Passes of Stockham's self-sorting FFT, decimation in frequency, e^(-i): `stride` interleaved transforms of radix * m
// points become radix * stride transforms of m. Each reads one buffer and writes the other, in order.
import { add, im, mul, number, POINT, power, put, putTurned, re, sub } from './complex';

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

export function radix3(from: usize, to: usize, m: usize, stride: usize, turns: usize): void {
  const step = stride * POINT;
  const jump = m * step;
  // The pass's constants lead its table: compilers make a constant anew at each use, a loaded value they keep.
  const half = number(turns);
  const sine = number(turns + 4);
  turns += 8;
  for (let p: usize = 0; p < m; p++, turns += 16) {
    const w1r = number(turns);
    const w1i = number(turns + 4);
    const w2r = number(turns + 8);
    const w2i = number(turns + 12);
    for (const end = from + step; from < end; from += POINT, to += POINT) {
      const b = from + jump;
      const c = b + jump;
      const ar = re(from);
      const ai = im(from);
      const br = re(b);
      const bi = im(b);
      const cr = re(c);
      const ci = im(c);
      const sr = add(br, cr);
      const si = add(bi, ci);
      const dr = mul(sub(br, cr), sine);
      const di = mul(sub(bi, ci), sine);
      const ur = sub(ar, mul(half, sr));
      const ui = sub(ai, mul(half, si));
      put(to, add(ar, sr), add(ai, si));
      putTurned(to + step, add(ur, di), sub(ui, dr), w1r, w1i);
      putTurned(to + 2 * step, sub(ur, di), add(ui, dr), w2r, w2i);
    }
    to += 2 * step;
  }
}

export function radix5(from: usize, to: usize, m: usize, stride: usize, turns: usize): void {
  const step = stride * POINT;
  const jump = m * step;
  const c1 = number(turns);
  const c2 = number(turns + 4);
  const s1 = number(turns + 8);
  const s2 = number(turns + 12);
  turns += 16;
  for (let p: usize = 0; p < m; p++, turns += 32) {
    for (const end = from + step; from < end; from += POINT, to += POINT) {
      const b = from + jump;
      const c = b + jump;
      const d = c + jump;
      const e = d + jump;
      const ar = re(from);
      const ai = im(from);
      const br = re(b);
      const bi = im(b);
      const cr = re(c);
      const ci = im(c);
      const dr = re(d);
      const di = im(d);
      const zr = re(e);
      const zi = im(e);
      const pr = add(br, zr);
      const pi = add(bi, zi);
      const qr = add(cr, dr);
      const qi = add(ci, di);
      const kr = sub(br, zr);
      const ki = sub(bi, zi);
      const lr = sub(cr, dr);
      const li = sub(ci, di);
      put(to, add(add(ar, pr), qr), add(add(ai, pi), qi));
      const ur = add(add(ar, mul(c1, pr)), mul(c2, qr));
      const ui = add(add(ai, mul(c1, pi)), mul(c2, qi));
      const gr = add(mul(s1, kr), mul(s2, lr));
      const gi = add(mul(s1, ki), mul(s2, li));
      putTurned(to + step, add(ur, gi), sub(ui, gr), number(turns), number(turns + 4));
      putTurned(to + 4 * step, sub(ur, gi), add(ui, gr), number(turns + 24), number(turns + 28));
      const vr = add(add(ar, mul(c2, pr)), mul(c1, qr));
      const vi = add(add(ai, mul(c2, pi)), mul(c1, qi));
      const hr = sub(mul(s2, kr), mul(s1, lr));
      const hi = sub(mul(s2, ki), mul(s1, li));
      putTurned(to + 2 * step, add(vr, hi), sub(vi, hr), number(turns + 8), number(turns + 12));
      putTurned(to + 3 * step, sub(vr, hi), add(vi, hr), number(turns + 16), number(turns + 20));
    }
    to += 4 * step;
  }
}

/** The last pass: transforms of four points whose factors are all 1. */
export function lastRadix4(from: usize, to: usize, stride: usize): void {
  const step = stride * POINT;
  for (const end = from + step; from < end; from += POINT, to += POINT) {
    const b = from + step;
    const c = b + step;
    const d = c + step;
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
    put(to + step, add(gr, hi), sub(gi, hr));
    put(to + 2 * step, sub(er, fr), sub(ei, fi));
    put(to + 3 * step, sub(gr, hi), add(gi, hr));
  }
}

/** The last pass when only the power |W|^2 is wanted: 16 bytes a point. */
export function lastRadix4Power(from: usize, to: usize, stride: usize): void {
  const step = stride * POINT;
  const hop = stride * 16;
  for (const end = from + step; from < end; from += POINT, to += 16) {
    const b = from + step;
    const c = b + step;
    const d = c + step;
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
    v128.store(to, power(add(er, fr), add(ei, fi)));
    v128.store(to + hop, power(add(gr, hi), sub(gi, hr)));
    v128.store(to + 2 * hop, power(sub(er, fr), sub(ei, fi)));
    v128.store(to + 3 * hop, power(sub(gr, hi), add(gi, hr)));
  }
}
