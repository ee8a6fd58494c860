import { HeliographError } from '#server/errors.ts';
import { type BinnedRows, growTree, stepOf, type Tree } from './tree.ts';

export interface BoostingOptions {
  classes: number;
  /** Default 100. */
  rounds?: number;
  /** Splits between root and leaf. Default 4. */
  depth?: number;
  /** Default 0.15. */
  learningRate?: number;
  onRound?: (done: number, total: number) => void;
}

export interface BoostedTrees {
  /** Probabilities of the classes for each row: rows x classes, each row sums to 1. */
  classify(rows: readonly (readonly number[])[]): Float32Array;
}

const MOST_CUTS = 127;

/**
 * Gradient-boosted trees for several classes: each round grows one tree a class on the derivatives of the softmax
 * cross-entropy (Friedman 2001; second-order steps as XGBoost takes them). No randomness: the same rows give the same trees.
 * @param rows rows x features, finite
 * @param labels class 0..classes - 1 of each row
 */
export function trainBoostedTrees(
  rows: readonly (readonly number[])[],
  labels: ArrayLike<number>,
  options: BoostingOptions,
): BoostedTrees {
  const { classes, rounds = 100, depth = 4, learningRate = 0.15 } = options;
  const width = rows[0]?.length ?? 0;
  if (rows.length === 0 || rows.length !== labels.length) {
    throw new HeliographError('invalid_input', `boosting needs a label a row, got ${labels.length} for ${rows.length}`);
  }
  if (!rows.every((row) => row.length === width && row.every(Number.isFinite))) {
    throw new HeliographError('invalid_input', `every row must hold ${width} finite features`);
  }
  const cuts = Array.from({ length: width }, (_, feature) => cutsOf(rows.map((row) => row[feature] ?? 0)));
  const bins = binned(rows, cuts);
  const everyRow = Uint32Array.from(rows.keys());
  const scores = new Float64Array(rows.length * classes);
  const gradients = new Float64Array(rows.length);
  const curvatures = new Float64Array(rows.length);
  const grown: Tree[][] = [];
  for (let round = 0; round < rounds; round++) {
    const probabilities = softmaxOf(scores, classes);
    const trees = Array.from({ length: classes }, (_, label) => {
      for (const row of everyRow) {
        const probability = probabilities[row * classes + label] as number;
        gradients[row] = probability - (labels[row] === label ? 1 : 0);
        curvatures[row] = probability * (1 - probability);
      }
      return growTree(bins, gradients, curvatures, everyRow, { depth, learningRate, leastWeight: 1, penalty: 1 });
    });
    addSteps(scores, trees, bins);
    grown.push(trees);
    options.onRound?.(round + 1, rounds);
  }
  return {
    classify: (asked) => {
      const askedBins = binned(asked, cuts);
      const sums = new Float64Array(asked.length * classes);
      for (const trees of grown) addSteps(sums, trees, askedBins);
      return Float32Array.from(softmaxOf(sums, classes));
    },
  };
}

/** Up to 127 values that part a feature's distinct values into bins, evenly by rank. */
function cutsOf(values: readonly number[]): Float64Array {
  const distinct = Float64Array.from(new Set(values)).sort();
  const count = Math.min(MOST_CUTS, distinct.length - 1);
  return Float64Array.from({ length: count }, (_, cut) => {
    const right = Math.floor(((cut + 1) * distinct.length) / (count + 1));
    return ((distinct[right - 1] as number) + (distinct[right] as number)) / 2;
  });
}

function binned(rows: readonly (readonly number[])[], cuts: readonly Float64Array[]): BinnedRows {
  return cuts.map((edges, feature) =>
    Uint8Array.from(rows, (row) => {
      const value = row[feature] ?? 0;
      let [low, high] = [0, edges.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((edges[middle] as number) < value) low = middle + 1;
        else high = middle;
      }
      return low;
    }),
  );
}

function addSteps(scores: Float64Array, trees: readonly Tree[], bins: BinnedRows): void {
  const classes = trees.length;
  for (let index = 0; index < scores.length; index++) {
    const tree = trees[index % classes] as Tree;
    scores[index] = (scores[index] as number) + stepOf(tree, bins, Math.floor(index / classes));
  }
}

function softmaxOf(scores: Float64Array, classes: number): Float64Array {
  const result = new Float64Array(scores.length);
  for (let start = 0; start < scores.length; start += classes) {
    const row = scores.subarray(start, start + classes);
    const highest = Math.max(...row);
    const powers = row.map((score) => Math.exp(score - highest));
    const sum = powers.reduce((total, power) => total + power, 0);
    result.set(
      powers.map((power) => power / sum),
      start,
    );
  }
  return result;
}
