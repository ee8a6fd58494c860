import { CONDITIONS } from '#domain/conditions.ts';
import { HeliographError } from '#server/errors.ts';

/** Fewer training days than this do not tell what is usual. */
export const LEAST_FAMILIAR_DAYS = 1200;
/** Added to each variance, in parts of the mean one: features that hardly vary must not decide alone. */
const SHRINKAGE = 0.01;

/** What training images look like to the network itself: normal distributions of its last features, one per condition. */
export interface Familiarity {
  /** Of each condition, in their order. */
  means: number[][];
  /** Lower triangle, row by row, of the factor L of the covariance L L^T that all share. */
  factor: number[];
  /** Distance beyond which an image is unlike all of them. */
  limit: number;
}

/**
 * Fits the distributions and sets the limit so that `share` of the validation images lie within it (Lee and others 2018, "A
 * Simple Unified Framework for Detecting Out-of-Distribution Samples"): what the network does not use cannot make an image strange.
 * @param training features of at least LEAST_FAMILIAR_DAYS images, row by row, with their labels
 * @param validation features, row by row
 * @param share 0..1
 */
export function fitFamiliarity(
  training: { features: Float32Array; labels: Uint8Array },
  validation: Float32Array,
  share: number,
): Familiarity {
  const { features, labels } = training;
  if (labels.length < LEAST_FAMILIAR_DAYS) {
    const needed = `familiarity needs ${LEAST_FAMILIAR_DAYS} training images`;
    throw new HeliographError('invalid_input', `${needed}, not ${labels.length}`);
  }
  const size = features.length / labels.length;
  const means = CONDITIONS.map((condition, label) => {
    const sum = new Float64Array(size);
    let count = 0;
    labels.forEach((own, row) => {
      if (own !== label) return;
      count++;
      for (let i = 0; i < size; i++) sum[i] = (sum[i] as number) + (features[row * size + i] as number);
    });
    if (count === 0) throw new HeliographError('invalid_input', `familiarity has no training image of ${condition}`);
    return Array.from(sum, (value) => rounded(value / count));
  });
  const factor = factorOf(covarianceOf(features, labels, means, size), size).map(rounded);
  const fitted = { means, factor, limit: 0 };
  const distances = Array.from({ length: validation.length / size }, (_, row) =>
    distanceOf(validation.subarray(row * size, (row + 1) * size), fitted),
  ).sort((a, b) => a - b);
  const limit = distances[Math.min(distances.length - 1, Math.floor(share * distances.length))];
  if (limit === undefined) throw new HeliographError('invalid_input', 'familiarity needs validation images');
  return { ...fitted, limit: rounded(limit) };
}

/** Mahalanobis distance (Mahalanobis 1936) of an image's features to the nearest condition's, in standard deviations. */
export function distanceOf(features: Float32Array, { means, factor }: Familiarity): number {
  return Math.min(...means.map((mean) => distanceTo(features, mean, factor)));
}

function covarianceOf(features: Float32Array, labels: Uint8Array, means: readonly number[][], size: number) {
  const covariance = new Float64Array(size * size);
  const centred = new Float64Array(size);
  labels.forEach((label, row) => {
    for (let i = 0; i < size; i++) centred[i] = (features[row * size + i] as number) - (means[label]?.[i] ?? 0);
    for (let i = 0; i < size; i++) {
      const ci = centred[i] as number;
      if (ci === 0) continue;
      for (let j = 0; j <= i; j++) {
        covariance[i * size + j] = (covariance[i * size + j] as number) + ci * (centred[j] as number);
      }
    }
  });
  return covariance.map((sum) => sum / labels.length);
}

/** Cholesky factor of a covariance, its diagonal raised a little; lower triangle, row by row. */
function factorOf(covariance: Float64Array, size: number): number[] {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += covariance[i * (size + 1)] as number;
  const raise = (SHRINKAGE * trace) / size;
  const factor: number[] = [];
  const at = (i: number, j: number) => factor[(i * (i + 1)) / 2 + j] as number;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let value = (covariance[i * size + j] as number) + (i === j ? raise : 0);
      for (let k = 0; k < j; k++) value -= at(i, k) * at(j, k);
      factor.push(i === j ? Math.sqrt(value) : value / at(j, j));
    }
  }
  return factor;
}

/** |L^-1 (features - mean)| by forward substitution. */
function distanceTo(features: Float32Array, mean: readonly number[], factor: readonly number[]): number {
  const solved = new Float64Array(mean.length);
  let squares = 0;
  for (let i = 0, place = 0; i < mean.length; i++) {
    let value = (features[i] as number) - (mean[i] as number);
    for (let j = 0; j < i; j++) value -= (factor[place++] as number) * (solved[j] as number);
    solved[i] = value / (factor[place++] as number);
    squares += (solved[i] as number) ** 2;
  }
  return Math.sqrt(squares);
}

/** Five digits are enough, and keep the file small. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
