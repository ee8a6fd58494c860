// What the machine can do at best, for the bench: the most additions and multiplications, the fastest copy.
import { add, mul } from './complex';

/**
 * 12 independent chains, half additions and half multiplications: `rounds` * 96 operations, as many at once as three
 * units can take in four cycles. Returns a value to keep. The constants are arguments: a compiler would remake them.
 */
export function flopLoop(rounds: usize, factor: f32, term: f32): f32 {
  const one = f32x4.splat(factor);
  const tiny = f32x4.splat(term);
  let a = f32x4.splat(1);
  let b = f32x4.splat(2);
  let c = f32x4.splat(3);
  let d = f32x4.splat(4);
  let e = f32x4.splat(5);
  let f = f32x4.splat(6);
  let g = f32x4.splat(7);
  let h = f32x4.splat(8);
  let i = f32x4.splat(9);
  let j = f32x4.splat(10);
  let k = f32x4.splat(11);
  let l = f32x4.splat(12);
  for (; rounds > 0; rounds--) {
    a = add(a, tiny);
    b = mul(b, one);
    c = add(c, tiny);
    d = mul(d, one);
    e = add(e, tiny);
    f = mul(f, one);
    g = add(g, tiny);
    h = mul(h, one);
    i = add(i, tiny);
    j = mul(j, one);
    k = add(k, tiny);
    l = mul(l, one);
    a = add(a, tiny);
    b = mul(b, one);
    c = add(c, tiny);
    d = mul(d, one);
    e = add(e, tiny);
    f = mul(f, one);
    g = add(g, tiny);
    h = mul(h, one);
    i = add(i, tiny);
    j = mul(j, one);
    k = add(k, tiny);
    l = mul(l, one);
  }
  const left = add(add(add(a, b), add(c, d)), add(e, f));
  return f32x4.extract_lane(add(left, add(add(add(g, h), add(i, j)), add(k, l))), 0);
}

/** Copies `bytes` (a multiple of 64) from one place to another, vector by vector. */
export function copyLoop(from: usize, to: usize, bytes: usize): void {
  for (const end = from + bytes; from < end; from += 64, to += 64) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
  }
}
