import { solveCholesky } from './cholesky.ts';
import { type BinCorrelation, binCorrelation, correlation } from './correlation.ts';
import type { PowerSpectrum } from './power-spectrum.ts';

/** Weights that turn |W|^2 at the points of a short transform into its mean over each time bin. */
export interface Pooling {
  /** Points a bin takes. */
  readonly taps: number;
  /** First point of each bin; may be below 0 or past the end, where the circle goes on. */
  readonly starts: Int32Array;
  /** `bins` x `taps`. */
  readonly weights: Float64Array;
  /** Expected error of a bin for white noise, root mean square, in parts of the mean of |W|^2. */
  readonly error: number;
}

export interface Binning {
  readonly samples: number;
  readonly bins: number;
}

// Points beyond each end of a bin: few, for a dark bin takes a trace of whatever bright point it looks at.
const REACH_POINTS = 3;
// Makes steady power (a sine) come out right before fluctuations do, and keeps the equations solvable.
const STEADY_WEIGHT = 10;
const NUGGET = 1e-12;
const MOST_POINTS = 64;

/** Pooling at full rate, without error: sample i covers [i, i + 1), so a bin may take a part of its outer samples. */
export function exactPooling({ samples, bins }: Binning): Pooling {
  const width = samples / bins;
  const taps = Math.floor(width) + 2;
  const starts = Int32Array.from({ length: bins }, (_, bin) => Math.floor(bin * width));
  const weights = new Float64Array(bins * taps);
  starts.forEach((start, bin) => {
    for (let tap = 0; tap < taps; tap++) {
      const covered = Math.min((bin + 1) * width, start + tap + 1) - Math.max(bin * width, start + tap);
      weights[bin * taps + tap] = Math.max(0, covered) / width;
    }
  });
  return { taps, starts, weights, error: 0 };
}

/**
 * Pooling from points `spacing` samples apart: the linear estimate of a bin's mean whose error is smallest for white
 * noise seen through the scale (simple kriging: Cressie 1993, chapter 3).
 *
 * @param power the power spectrum of that noise, right over `spanOf(binning, spacing)` samples.
 * @param only bins to work out, for a quick look at the error; default all.
 */
export function shortPooling(
  binning: Binning,
  spacing: number,
  power: PowerSpectrum,
  only?: readonly number[],
): Pooling {
  const parts = partsOf(binning, spacing);
  if (parts > 1) return mergedPooling(binning, parts, spacing, power, only);
  const width = binning.samples / binning.bins;
  const chosen = only ?? Array.from({ length: binning.bins }, (_, bin) => bin);
  const taps = Math.floor(width / spacing + 2 * REACH_POINTS) + 1;
  const starts = Int32Array.from(chosen, (bin) => Math.ceil((bin * width) / spacing - REACH_POINTS));
  const weights = new Float64Array(chosen.length * taps);
  const byLag = correlation(power, spacing, taps);
  const matrix = new Float64Array(taps * taps);
  for (let i = 0; i < taps; i++) {
    for (let j = 0; j < taps; j++) matrix[i * taps + j] = (byLag[Math.abs(i - j)] as number) + STEADY_WEIGHT;
    matrix[i * taps + i] = (matrix[i * taps + i] as number) + NUGGET;
  }
  const solve = solveCholesky(matrix, taps);
  let worst = 0;
  chosen.forEach((bin, index) => {
    const points = { first: (starts[index] as number) * spacing, spacing, count: taps };
    const target = binCorrelation(power, { start: bin * width, width }, points);
    const row = weights.subarray(index * taps, (index + 1) * taps);
    row.set(target.points);
    for (let i = 0; i < taps; i++) row[i] = (row[i] as number) + STEADY_WEIGHT;
    solve(row);
    worst = Math.max(worst, errorOf(row, target, byLag));
  });
  return { taps, starts, weights, error: Math.sqrt(worst) };
}

/** Samples over which `shortPooling` looks at the correlation of |W|^2. */
export function spanOf(binning: Binning, spacing: number): number {
  return binning.samples / binning.bins / partsOf(binning, spacing) + (2 * REACH_POINTS + 2) * spacing;
}

/** A bin of very many points is the mean of parts of it: equations grow with the cube of the points. */
function partsOf({ samples, bins }: Binning, spacing: number): number {
  return Math.ceil(samples / bins / spacing / MOST_POINTS);
}

function mergedPooling(
  { samples, bins }: Binning,
  parts: number,
  spacing: number,
  power: PowerSpectrum,
  only: readonly number[] | undefined,
): Pooling {
  const chosen = only ?? Array.from({ length: bins }, (_, bin) => bin);
  const partsOfBins = chosen.flatMap((bin) => Array.from({ length: parts }, (_, part) => bin * parts + part));
  const fine = shortPooling({ samples, bins: bins * parts }, spacing, power, partsOfBins);
  const startOf = (index: number) => fine.starts[index] as number;
  const spans = chosen.map((_, index) => startOf((index + 1) * parts - 1) - startOf(index * parts) + fine.taps);
  const taps = Math.max(...spans);
  const weights = new Float64Array(chosen.length * taps);
  fine.starts.forEach((start, index) => {
    const bin = Math.floor(index / parts);
    const offset = bin * taps + start - startOf(bin * parts);
    for (let tap = 0; tap < fine.taps; tap++) {
      weights[offset + tap] =
        (weights[offset + tap] as number) + (fine.weights[index * fine.taps + tap] as number) / parts;
    }
  });
  return { taps, starts: Int32Array.from(chosen, (_, index) => startOf(index * parts)), weights, error: fine.error };
}

/** Mean square error of an estimate, the part of a sum of weights other than 1 included. */
function errorOf(weights: Float64Array, { own, points }: BinCorrelation, byLag: Float64Array): number {
  let square = own;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    sum += weight;
    square -= 2 * weight * (points[i] as number);
    for (let j = 0; j < weights.length; j++) {
      square += weight * (weights[j] as number) * (byLag[Math.abs(i - j)] as number);
    }
  }
  return Math.max(0, square) + (sum - 1) ** 2;
}
