import { CONDITIONS } from '#server/domain/conditions.ts';
import { HeliographError } from '#server/errors.ts';
import { blockMeansOf } from './block-means.ts';
import { fitKnownRanges, type KnownRange, outOfRange } from './known-ranges.ts';
import { IMAGE_PIXELS } from './preprocessing.ts';
import type { LabelledImages } from './training-options.ts';

/** Fewer training days than this do not tell what is usual. */
export const LEAST_FAMILIAR_DAYS = 1200;
/** A covariance of 64 values needs more rows than that. */
const LEAST_OF_A_KIND = 64;
/** Added to each variance, in parts of the mean one: features that hardly vary must not decide alone. */
const SHRINKAGE = 0.005;

/** What the training images of one condition look like: a normal distribution of their block means. */
export interface FamiliarKind {
  /** Of each feature, pixels 0..1. */
  mean: number[];
  /** Lower triangle, row by row, of the factor L of the covariance L L^T. */
  factor: number[];
}

/** What the images of a network's training look like. */
export interface Familiarity {
  ranges: KnownRange[];
  kinds: FamiliarKind[];
  /** Distance beyond which an image is unlike all kinds. */
  limit: number;
}

/**
 * Takes the ranges of figures from the training images, fits a distribution to those of each condition, and sets the
 * limit so that `share` of the validation images lie within it.
 * @param training at least LEAST_FAMILIAR_DAYS images, of every condition
 * @param validation images of 64 x 64 x 4 bytes one after the other
 * @param share 0..1
 */
export function fitFamiliarity(training: LabelledImages, validation: Uint8Array, share: number): Familiarity {
  const { labels } = training;
  if (labels.length < LEAST_FAMILIAR_DAYS) {
    const needed = `familiarity needs ${LEAST_FAMILIAR_DAYS} training images`;
    throw new HeliographError('invalid_input', `${needed}, not ${labels.length}`);
  }
  const rows = imagesIn(training.images).map(blockMeansOf);
  const kinds = CONDITIONS.map((condition, label) => {
    const own = rows.filter((_, index) => labels[index] === label);
    if (own.length > LEAST_OF_A_KIND) return kindOf(own);
    throw new HeliographError('invalid_input', `familiarity has only ${own.length} training images of ${condition}`);
  });
  const distances = imagesIn(validation)
    .map(blockMeansOf)
    .map((row) => leastDistance(row, kinds))
    .sort((a, b) => a - b);
  const limit = distances[Math.min(distances.length - 1, Math.floor(share * distances.length))];
  if (limit === undefined) throw new HeliographError('invalid_input', 'familiarity needs validation images');
  return { ranges: fitKnownRanges(imagesIn(training.images)), kinds, limit: rounded(limit) };
}

/**
 * Why an image is unlike those the network was trained on; null when it is not. Either a figure of it is beyond what any
 * training day showed, or its block means are too far from those of every condition: by the Mahalanobis distance
 * (Mahalanobis 1936), about 8 for a usual image.
 * @param image 64 x 64 x 4 bytes as [scale][bin][channel]
 */
export function whyUnfamiliar(image: Uint8Array, { ranges, kinds, limit }: Familiarity): string | null {
  const beyond = outOfRange(image, ranges);
  if (beyond.length > 0) return `no training day shows such a ${beyond.join(', ')}`;
  const distance = leastDistance(blockMeansOf(image), kinds);
  return distance > limit
    ? `it is ${distance.toFixed(1)} from the nearest training days, at most ${limit.toFixed(1)} is usual`
    : null;
}

function leastDistance(features: Float64Array, kinds: readonly FamiliarKind[]): number {
  return Math.min(...kinds.map((kind) => distanceOf(features, kind)));
}

function imagesIn(images: Uint8Array): Uint8Array[] {
  return Array.from({ length: images.length / IMAGE_PIXELS }, (_, index) =>
    images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS),
  );
}

function kindOf(rows: readonly Float64Array[]): FamiliarKind {
  const mean = Array.from({ length: rows[0]?.length ?? 0 }, (_, feature) =>
    rounded(rows.reduce((sum, row) => sum + (row[feature] as number), 0) / rows.length),
  );
  return { mean, factor: factorOf(rows, mean).map(rounded) };
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
function distanceOf(features: Float64Array, { mean, factor }: FamiliarKind): number {
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
