// The first pass of an inverse transform: lets one band of the spectrum through and does its first radix-4 step. Only
// `live` of the four quarters hold lines; the others are zeros that are neither read nor added.
import { add, im, mul, number, POINT, put, putTurned, re, sub } from './complex';

export function firstRadix4(spectrum: usize, gains: usize, lines: usize, to: usize, m: usize, turns: usize): void {
  const live = (lines + m - 1) / m;
  const full = lines - (live - 1) * m;
  pass(live, spectrum, gains, to, m, full, turns);
  const done = full * POINT;
  pass(live - 1, spectrum + done, gains + 4 * full, to + 4 * done, m, m - full, turns + 24 * full);
}

function pass(live: usize, a: usize, gains: usize, to: usize, m: usize, count: usize, turns: usize): void {
  const zero = f32x4.splat(0);
  const jump = m * POINT;
  const hop = m * 4;
  const end = a + count * POINT;
  if (live == 4) {
    for (; a < end; a += POINT, gains += 4, to += 4 * POINT, turns += 24) {
      const ga = number(gains);
      const gb = number(gains + hop);
      const gc = number(gains + 2 * hop);
      const gd = number(gains + 3 * hop);
      const b = a + jump;
      const c = b + jump;
      const d = c + jump;
      butterfly(
        mul(re(a), ga), mul(im(a), ga), mul(re(b), gb), mul(im(b), gb),
        mul(re(c), gc), mul(im(c), gc), mul(re(d), gd), mul(im(d), gd), to, turns,
      );
    }
  } else if (live == 3) {
    for (; a < end; a += POINT, gains += 4, to += 4 * POINT, turns += 24) {
      const ga = number(gains);
      const gb = number(gains + hop);
      const gc = number(gains + 2 * hop);
      const b = a + jump;
      const c = b + jump;
      const ar = mul(re(a), ga);
      const ai = mul(im(a), ga);
      const br = mul(re(b), gb);
      const bi = mul(im(b), gb);
      const cr = mul(re(c), gc);
      const ci = mul(im(c), gc);
      const er = add(ar, cr);
      const ei = add(ai, ci);
      const gr = sub(ar, cr);
      const gi = sub(ai, ci);
      put(to, add(er, br), add(ei, bi));
      putTurned(to + POINT, add(gr, bi), sub(gi, br), number(turns), number(turns + 4));
      putTurned(to + 2 * POINT, sub(er, br), sub(ei, bi), number(turns + 8), number(turns + 12));
      putTurned(to + 3 * POINT, sub(gr, bi), add(gi, br), number(turns + 16), number(turns + 20));
    }
  } else if (live == 2) {
    for (; a < end; a += POINT, gains += 4, to += 4 * POINT, turns += 24) {
      const ga = number(gains);
      const gb = number(gains + hop);
      const b = a + jump;
      const ar = mul(re(a), ga);
      const ai = mul(im(a), ga);
      const br = mul(re(b), gb);
      const bi = mul(im(b), gb);
      put(to, add(ar, br), add(ai, bi));
      putTurned(to + POINT, add(ar, bi), sub(ai, br), number(turns), number(turns + 4));
      putTurned(to + 2 * POINT, sub(ar, br), sub(ai, bi), number(turns + 8), number(turns + 12));
      putTurned(to + 3 * POINT, sub(ar, bi), add(ai, br), number(turns + 16), number(turns + 20));
    }
  } else if (live == 1) {
    for (; a < end; a += POINT, gains += 4, to += 4 * POINT, turns += 24) {
      const ga = number(gains);
      const ar = mul(re(a), ga);
      const ai = mul(im(a), ga);
      put(to, ar, ai);
      putTurned(to + POINT, ar, ai, number(turns), number(turns + 4));
      putTurned(to + 2 * POINT, ar, ai, number(turns + 8), number(turns + 12));
      putTurned(to + 3 * POINT, ar, ai, number(turns + 16), number(turns + 20));
    }
  } else {
    for (; a < end; a += POINT, to += 4 * POINT) {
      put(to, zero, zero);
      put(to + POINT, zero, zero);
      put(to + 2 * POINT, zero, zero);
      put(to + 3 * POINT, zero, zero);
    }
  }
}

@inline function butterfly(
  ar: v128, ai: v128, br: v128, bi: v128, cr: v128, ci: v128, dr: v128, di: v128, to: usize, turns: usize,
): void {
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
