import { CONDITIONS } from '#domain/conditions.ts';
import type { BaselineFigures } from '#domain/evaluation.ts';
import { mostProbable } from '#domain/most-probable.ts';
import type { DayRecord } from '#jobs/lab/dataset/definition.ts';
import { type BoostedTrees, trainBoostedTrees } from '#models/baseline/boosted-trees.ts';
import { HeliographError } from '#server/errors.ts';
import { mostProbableFigures } from './figures.ts';
import type { JudgedDay } from './judged-day.ts';
import { reliabilityOf } from './reliability.ts';

export const BASELINE_NAME = 'gradient-boosted trees on hand-made features';

/** Trains the trees on the very array-days that the network was trained on. */
export function trainBaseline(
  records: readonly DayRecord[],
  onRound: (done: number, total: number) => void,
): BoostedTrees {
  const usable = records.filter(hasFeatures);
  if (usable.length === 0) throw new HeliographError('no_data', 'no training day has a value in every channel');
  const labels = usable.map(({ condition }) => CONDITIONS.indexOf(condition));
  return trainBoostedTrees(
    usable.map(({ features }) => features),
    labels,
    { classes: CONDITIONS.length, onRound },
  );
}

/** The figures of the trees on the array-days that the network was asked about too. */
export function baselineFigures(trees: BoostedTrees, asked: readonly JudgedDay['record'][]): BaselineFigures {
  const usable = asked.filter(hasFeatures);
  const probabilities = trees.classify(usable.map(({ features }) => features));
  const days = usable.map((record, index): JudgedDay => {
    const start = index * CONDITIONS.length;
    const guess = mostProbable(probabilities.subarray(start, start + CONDITIONS.length));
    return { record, guess, verdict: guess.condition, reason: null, alternative: null };
  });
  const { macroF1, perCondition, accuracy, falseAlarms } = mostProbableFigures(days);
  const answers = days.map(({ record, guess }) => ({
    confidence: guess?.confidence ?? 0,
    right: guess?.condition === record.condition,
  }));
  const { expectedCalibrationError } = reliabilityOf(answers);
  return { macroF1, perCondition, accuracy, falseAlarms, expectedCalibrationError };
}

function hasFeatures<R extends { features: number[] | null }>(record: R): record is R & { features: number[] } {
  return record.features !== null;
}
