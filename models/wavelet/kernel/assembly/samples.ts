// Between the caller's rows of samples and vectors that hold one sample of all four channels.
import { add, sub } from './complex';

/**
 * Takes four rows (`rowBytes` apart) as vectors, less each row's first sample: a constant becomes exact zeros. Leaves
 * the largest magnitude of each lane at `largest`; it is not finite when a sample is not.
 */
export function gather(rows: usize, rowBytes: usize, samples: usize, to: usize, largest: usize): void {
  let first = v128.load_splat<f32>(rows);
  first = v128.load_lane<f32>(rows + rowBytes, first, 1);
  first = v128.load_lane<f32>(rows + 2 * rowBytes, first, 2);
  first = v128.load_lane<f32>(rows + 3 * rowBytes, first, 3);
  let top = f32x4.splat(0);
  // 0 * x is NaN for a sample that is not finite, and stays it.
  let taint = f32x4.splat(0);
  const zero = f32x4.splat(0);
  for (const end = to + ((samples & ~3) << 4); to < end; to += 64, rows += 16) {
    const a = v128.load(rows);
    const b = v128.load(rows + rowBytes);
    const c = v128.load(rows + 2 * rowBytes);
    const d = v128.load(rows + 3 * rowBytes);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const gh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    const s = sub(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), first);
    const t = sub(v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), first);
    const u = sub(v128.shuffle<f32>(ef, gh, 0, 1, 4, 5), first);
    const v = sub(v128.shuffle<f32>(ef, gh, 2, 3, 6, 7), first);
    v128.store(to, s);
    v128.store(to, t, 16);
    v128.store(to, u, 32);
    v128.store(to, v, 48);
    const st = f32x4.pmax(f32x4.abs(s), f32x4.abs(t));
    const uv = f32x4.pmax(f32x4.abs(u), f32x4.abs(v));
    top = f32x4.pmax(top, f32x4.pmax(st, uv));
    taint = add(taint, f32x4.mul(zero, add(add(s, t), add(u, v))));
  }
  for (let rest = samples & 3; rest > 0; rest--, to += 16, rows += 4) {
    let s = v128.load_splat<f32>(rows);
    s = v128.load_lane<f32>(rows + rowBytes, s, 1);
    s = v128.load_lane<f32>(rows + 2 * rowBytes, s, 2);
    s = v128.load_lane<f32>(rows + 3 * rowBytes, s, 3);
    s = sub(s, first);
    v128.store(to, s);
    top = f32x4.pmax(top, f32x4.abs(s));
    taint = add(taint, f32x4.mul(zero, s));
  }
  v128.store(largest, add(top, taint));
}

/** Multiplies vectors in place by the lanes at `factors`. */
export function scale(vectors: usize, count: usize, factors: usize): void {
  const factor = v128.load(factors);
  for (const end = vectors + (count << 4); vectors < end; vectors += 16) {
    v128.store(vectors, f32x4.mul(v128.load(vectors), factor));
  }
}

/** Pads to `size`: the last sample `held` times, then zeros, which is the first sample after `gather`. */
export function pad(vectors: usize, samples: usize, held: usize, size: usize): void {
  let at = vectors + (samples << 4);
  const last = v128.load(at - 16);
  for (const end = at + (held << 4); at < end; at += 16) v128.store(at, last);
  memory.fill(at, 0, vectors + (size << 4) - at);
}
