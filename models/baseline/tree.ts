/** A regression tree over binned features; leaves hold steps of the log-odds. */
export type Tree = { leaf: number } | { feature: number; lastLeftBin: number; left: Tree; right: Tree };

export interface TreeSettings {
  depth: number;
  /** Least sum of second derivatives in a leaf. */
  leastWeight: number;
  /** L2 penalty on a leaf's step. */
  penalty: number;
  learningRate: number;
}

/** Rows as bins 0..255: bins[feature][row]. */
export type BinnedRows = readonly Uint8Array[];

const BINS = 256;

/**
 * Grows a tree that lowers a loss by Newton steps, split by split on histograms (Chen and Guestrin 2016, "XGBoost").
 * @param gradients, curvatures first and second derivative of the loss at each row
 * @param rows indices of the rows to grow on
 */
export function growTree(
  bins: BinnedRows,
  gradients: Float64Array,
  curvatures: Float64Array,
  rows: Uint32Array,
  settings: TreeSettings,
): Tree {
  let gradient = 0;
  let curvature = 0;
  for (const row of rows) {
    gradient += gradients[row] as number;
    curvature += curvatures[row] as number;
  }
  const leaf = { leaf: (-settings.learningRate * gradient) / (curvature + settings.penalty) };
  if (settings.depth === 0 || rows.length < 2) return leaf;
  const split = bestSplit(bins, gradients, curvatures, rows, { gradient, curvature }, settings);
  if (!split) return leaf;
  const isLeft = (row: number) => (bins[split.feature]?.[row] as number) <= split.lastLeftBin;
  const grow = (side: Uint32Array) =>
    growTree(bins, gradients, curvatures, side, { ...settings, depth: settings.depth - 1 });
  return {
    ...split,
    left: grow(rows.filter(isLeft)),
    right: grow(rows.filter((row) => !isLeft(row))),
  };
}

function bestSplit(
  bins: BinnedRows,
  gradients: Float64Array,
  curvatures: Float64Array,
  rows: Uint32Array,
  total: { gradient: number; curvature: number },
  { leastWeight, penalty }: TreeSettings,
): { feature: number; lastLeftBin: number } | null {
  const worth = (gradient: number, curvature: number) => gradient ** 2 / (curvature + penalty);
  let best: { feature: number; lastLeftBin: number } | null = null;
  // Less than this is rounding, not a gain.
  let bestWorth = worth(total.gradient, total.curvature) + 1e-9;
  bins.forEach((column, feature) => {
    const gradientOf = new Float64Array(BINS);
    const curvatureOf = new Float64Array(BINS);
    for (const row of rows) {
      const bin = column[row] as number;
      gradientOf[bin] = (gradientOf[bin] as number) + (gradients[row] as number);
      curvatureOf[bin] = (curvatureOf[bin] as number) + (curvatures[row] as number);
    }
    let [gradient, curvature] = [0, 0];
    for (let bin = 0; bin < BINS - 1; bin++) {
      gradient += gradientOf[bin] as number;
      curvature += curvatureOf[bin] as number;
      if (curvature < leastWeight || total.curvature - curvature < leastWeight) continue;
      const found = worth(gradient, curvature) + worth(total.gradient - gradient, total.curvature - curvature);
      if (found <= bestWorth) continue;
      bestWorth = found;
      best = { feature, lastLeftBin: bin };
    }
  });
  return best;
}

/** The step of the leaf a row falls into. */
export function stepOf(tree: Tree, bins: BinnedRows, row: number): number {
  let node = tree;
  while (!('leaf' in node)) node = (bins[node.feature]?.[row] as number) <= node.lastLeftBin ? node.left : node.right;
  return node.leaf;
}
