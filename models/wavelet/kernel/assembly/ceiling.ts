// What the machine can do at best, for the bench: the most additions and multiplications, the fastest copy.

/** 12 independent chains, half additions and half multiplications: `rounds` * 48 operations. Returns a value to keep. */
export function flopLoop(rounds: usize): f32 {
  const one = f32x4.splat(1.0000001);
  const tiny = f32x4.splat(1e-7);
  let a = f32x4.splat(1), b = a, c = a, d = a, e = a, f = a;
  let g = a, h = a, i = a, j = a, k = a, l = a;
  for (; rounds > 0; rounds--) {
    a = f32x4.add(a, tiny); b = f32x4.mul(b, one); c = f32x4.add(c, tiny); d = f32x4.mul(d, one);
    e = f32x4.add(e, tiny); f = f32x4.mul(f, one); g = f32x4.add(g, tiny); h = f32x4.mul(h, one);
    i = f32x4.add(i, tiny); j = f32x4.mul(j, one); k = f32x4.add(k, tiny); l = f32x4.mul(l, one);
  }
  const sum = f32x4.add(
    f32x4.add(f32x4.add(a, b), f32x4.add(c, d)),
    f32x4.add(f32x4.add(f32x4.add(e, f), f32x4.add(g, h)), f32x4.add(f32x4.add(i, j), f32x4.add(k, l))),
  );
  return f32x4.extract_lane(sum, 0);
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
