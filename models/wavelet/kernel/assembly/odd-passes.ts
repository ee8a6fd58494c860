// Passes of three and five, as those in passes.ts. The constants of a pass lead its table: compilers make a constant
// anew at each use, a loaded value they keep.
import { add, im, mul, number, POINT, put, putTurned, re, sub } from './complex';

export function radix3(from: usize, to: usize, m: usize, stride: usize, turns: usize): void {
  const step = stride * POINT;
  const jump = m * step;
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
