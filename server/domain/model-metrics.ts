import { z } from 'zod';
import { evaluationSchema } from '#server/domain/evaluation.ts';

/** What training says of itself; more than this is kept as it is. */
export const trainingRecordSchema = z.looseObject({
  options: z.looseObject({ seed: z.int().nonnegative(), trainDays: z.int().positive() }),
  /** The scenario of its array-days; left out: all skies, the default array. */
  scenario: z.looseObject({ name: z.string(), skies: z.array(z.string()).min(1).optional() }).optional(),
});

/** metrics.json of a model's folder: what training recorded, and what evaluation found since. */
export const modelMetricsSchema = z.preprocess(
  // Before there was an evaluation, the record of the training was the whole file.
  (value) => (typeof value === 'object' && value !== null && 'options' in value ? { training: value } : value),
  z.object({ training: trainingRecordSchema, evaluation: evaluationSchema.optional() }),
);

export type ModelMetrics = z.infer<typeof modelMetricsSchema>;
export type TrainingRecord = z.infer<typeof trainingRecordSchema>;
