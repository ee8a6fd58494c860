import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import { HeliographError } from '#server/errors.ts';

export interface ConditionMetrics {
  condition: Condition;
  /** Share of the verdicts of this condition that are right; 0 when there are none. */
  precision: number;
  /** Share of the array-days of this condition that were found; 0 when there are none. */
  recall: number;
  /** Harmonic mean of the two. */
  f1: number;
  /** Array-days that truly are of this condition. */
  support: number;
}

export interface Metrics {
  /** confusion[true condition][verdict], counts, in the order of CONDITIONS. */
  confusion: number[][];
  perCondition: ConditionMetrics[];
  /** Plain mean of the six F1: a rare condition counts as much as a common one. */
  macroF1: number;
  accuracy: number;
}

/** Compares verdicts with the truth, both as indices into CONDITIONS (0..5). */
export function metricsOf(labels: ArrayLike<number>, verdicts: ArrayLike<number>): Metrics {
  if (labels.length !== verdicts.length || labels.length === 0) {
    throw new HeliographError(
      'invalid_input',
      `metrics need as many verdicts as labels, got ${verdicts.length} and ${labels.length}`,
    );
  }
  const confusion = CONDITIONS.map(() => CONDITIONS.map(() => 0));
  for (let i = 0; i < labels.length; i++) {
    const row = confusion[labels[i] ?? -1];
    const column = verdicts[i] ?? -1;
    if (!row || row[column] === undefined) {
      throw new HeliographError(
        'invalid_input',
        `pair ${i} (${labels[i]}, ${verdicts[i]}) is not a pair of conditions 0 to 5`,
      );
    }
    row[column]++;
  }
  const at = (row: number, column: number) => confusion[row]?.[column] ?? 0;
  const perCondition = CONDITIONS.map((condition, index): ConditionMetrics => {
    const right = at(index, index);
    const support = CONDITIONS.reduce((sum, _, column) => sum + at(index, column), 0);
    const given = CONDITIONS.reduce((sum, _, row) => sum + at(row, index), 0);
    const precision = given > 0 ? right / given : 0;
    const recall = support > 0 ? right / support : 0;
    const f1 = right > 0 ? (2 * precision * recall) / (precision + recall) : 0;
    return { condition, precision, recall, f1, support };
  });
  const right = CONDITIONS.reduce((sum, _, index) => sum + at(index, index), 0);
  return {
    confusion,
    perCondition,
    macroF1: perCondition.reduce((sum, { f1 }) => sum + f1, 0) / perCondition.length,
    accuracy: right / labels.length,
  };
}

/** Index of the largest of each row of `width` probabilities; the first one of equals. */
export function mostProbableOf(probabilities: Float32Array, width: number = CONDITIONS.length): Uint8Array {
  return Uint8Array.from({ length: probabilities.length / width }, (_, i) => {
    const row = probabilities.subarray(i * width, (i + 1) * width);
    return row.indexOf(Math.max(...row));
  });
}
