import { add, im, POINT, power, put, re, sub } from './complex';

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
