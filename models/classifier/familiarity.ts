import { HeliographError } from '#server/errors.ts';
import { IMAGE_PIXELS, IMAGE_SHAPE } from './preprocessing.ts';

const [SCALES, BINS, CHANNELS] = IMAGE_SHAPE;
/** An image is looked at as means over 8 scales x 16 time bins of each channel: coarse, for it is to tell kinds of input. */
const SCALE_BLOCK = 8;
const TIME_BLOCK = 16;
const ACROSS = BINS / TIME_BLOCK;
export const FAMILIARITY_FEATURES = (SCALES / SCALE_BLOCK) * ACROSS * CHANNELS;
/** Fewer training days than this do not tell what is usual. */
export const LEAST_FAMILIAR_DAYS = 1000;
/** Added to each variance, in parts of the mean one: features that hardly vary must not decide alone. */
const SHRINKAGE = 0.01;

/** What the images of a network's training look like: a normal distribution of their block means. */
export interface Familiarity {
  /** Of each feature, pixels 0..1. */
  mean: number[];
  /** Lower triangle, row by row, of the factor L of the covariance L L^T. */
  factor: number[];
  /** Distance beyond which an image is unlike them. */
  limit: number;
}

/**
 * Fits the distribution on training images and sets its limit so that `share` of the validation images lie within.
 * @param training, validation images of 64 x 64 x 4 bytes one after the other; at least LEAST_FAMILIAR_DAYS to train on
 * @param share 0..1
 */
export function fitFamiliarity(training: Uint8Array, validation: Uint8Array, share: number): Familiarity {
  const rows = featureRows(training);
  if (rows.length < LEAST_FAMILIAR_DAYS) {
    const needed = `familiarity needs ${LEAST_FAMILIAR_DAYS} training images`;
    throw new HeliographError('invalid_input', `${needed}, not ${rows.length}`);
  }
  const mean = Array.from({ length: FAMILIARITY_FEATURES }, (_, feature) =>
    rounded(rows.reduce((sum, row) => sum + (row[feature] as number), 0) / rows.length),
  );
  const unlimited = { mean, factor: factorOf(rows, mean).map(rounded), limit: Number.POSITIVE_INFINITY };
  const distances = featureRows(validation)
    .map((row) => distanceOf(row, unlimited))
    .sort((a, b) => a - b);
  const limit = distances[Math.min(distances.length - 1, Math.floor(share * distances.length))];
  if (limit === undefined) throw new HeliographError('invalid_input', 'familiarity needs validation images');
  return { ...unlimited, limit: rounded(limit) };
}

/**
 * How far an image is from those the network was trained on: the Mahalanobis distance of its block means (Mahalanobis
 * 1936), about the root of 128 for a usual one. Above `familiarity.limit` the network has not seen its like.
 * @param image 64 x 64 x 4 bytes as [scale][bin][channel]
 */
export function strangenessOf(image: Uint8Array, familiarity: Familiarity): number {
  return distanceOf(featuresOf(image), familiarity);
}

function featuresOf(image: Uint8Array): Float64Array {
  const sums = new Float64Array(FAMILIARITY_FEATURES);
  let pixel = 0;
  for (let scale = 0; scale < SCALES; scale++) {
    const across = Math.floor(scale / SCALE_BLOCK) * ACROSS;
    for (let bin = 0; bin < BINS; bin++) {
      const block = (across + Math.floor(bin / TIME_BLOCK)) * CHANNELS;
      for (let channel = 0; channel < CHANNELS; channel++) {
        sums[block + channel] = (sums[block + channel] as number) + (image[pixel++] as number);
      }
    }
  }
  return sums.map((sum) => sum / (SCALE_BLOCK * TIME_BLOCK * 255));
}

function featureRows(images: Uint8Array): Float64Array[] {
  return Array.from({ length: images.length / IMAGE_PIXELS }, (_, index) =>
    featuresOf(images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS)),
  );
}

/** Cholesky factor of the rows' covariance, its diagonal raised a little; lower triangle, row by row. */
function factorOf(rows: readonly Float64Array[], mean: readonly number[]): number[] {
  const size = mean.length;
  const covariance = new Float64Array(size * size);
  const centred = new Float64Array(size);
  for (const row of rows) {
    for (let i = 0; i < size; i++) centred[i] = (row[i] as number) - (mean[i] as number);
    for (let i = 0; i < size; i++) {
      const ci = centred[i] as number;
      for (let j = 0; j <= i; j++) {
        covariance[i * size + j] = (covariance[i * size + j] as number) + ci * (centred[j] as number);
      }
    }
  }
  for (let i = 0; i < covariance.length; i++) covariance[i] = (covariance[i] as number) / rows.length;
  const raise = (SHRINKAGE * mean.reduce((sum, _, i) => sum + (covariance[i * (size + 1)] as number), 0)) / size;
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
function distanceOf(features: Float64Array, { mean, factor }: Familiarity): number {
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

/** Six digits are enough, and keep the file small. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
