import { createRandom } from '#models/photovoltaic/random.ts';

/** A row of `length` samples from a formula. */
export function row(valueAt: (i: number) => number, length = 4320): Float64Array {
  return Float64Array.from({ length }, (_, i) => valueAt(i));
}

/** White noise between -1 and 1, always the same for a seed. */
export function noise(seed: string, length = 4320): Float64Array {
  const random = createRandom(seed);
  return row(() => random.uniform(-1, 1), length);
}

/** One channel of [scale][bin][channel]. */
export function planeOf(scalograms: Float32Array, channel: number, channels = 4): Float64Array {
  return Float64Array.from(
    { length: scalograms.length / channels },
    (_, i) => scalograms[i * channels + channel] ?? NaN,
  );
}

/** Largest difference, in parts of the largest expected value. */
export function worstError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let worst = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    // Math.max keeps a NaN, so one that should not be there fails the test.
    worst = Math.max(worst, Math.abs((actual[i] ?? NaN) - (expected[i] ?? NaN)));
    largest = Math.max(largest, Math.abs(expected[i] ?? NaN));
  }
  return worst / largest;
}
