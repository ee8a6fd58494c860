import { z } from 'zod';
import { evaluationSchema } from '#domain/evaluation.ts';

const share = z.number().min(0).max(1);

/** What training says of itself; more than this is kept as it is. */
export const trainingRecordSchema = z.looseObject({
  seed: z.int().nonnegative(),
  /** The sets of array-days it was trained on: scenarios of jobs/lab/dataset, and how many days of each. */
  sets: z.array(z.object({ scenario: z.looseObject({ name: z.string() }), days: z.int().positive() })).min(1),
  /** On fresh days of the first set. */
  test: z.looseObject({ macroF1: share, accuracy: share }),
});

/** metrics.json of a model's folder: what training recorded, and what evaluation found since. An imported one has neither. */
export const modelMetricsSchema = z.strictObject({
  training: trainingRecordSchema.optional(),
  evaluation: evaluationSchema.optional(),
});

export type ModelMetrics = z.infer<typeof modelMetricsSchema>;
export type TrainingRecord = z.infer<typeof trainingRecordSchema>;

/** The two figures by which models are compared at a glance: of the evaluation's first set, else of the training's own test. */
export function headlineOf({ training, evaluation }: ModelMetrics): { macroF1: number; accuracy: number } | null {
  const standard = evaluation?.sets[0]?.mostProbable;
  if (standard) return { macroF1: standard.macroF1, accuracy: standard.accuracy.value ?? 0 };
  return training?.test ?? null;
}
