import { z } from 'zod';
import { evaluationSchema } from '#domain/evaluation.ts';

/** What GET /api/v1/model answers. */
export const modelViewSchema = z.object({
  /** Names the content of the model in use. */
  version: z.string(),
  temperature: z.number(),
  /** Least confidence of a verdict that names a fault, and of the verdict normal. */
  threshold: z.number(),
  normalThreshold: z.number(),
  /** An image unlike the training days gets no verdict. */
  checksFamiliarity: z.boolean(),
  /** Null when the model came without a record. */
  training: z.object({ days: z.int(), seed: z.int() }).nullable(),
  /** Null when it was never evaluated. Its own `modelVersion` tells whether it is of the model in use. */
  evaluation: evaluationSchema.nullable(),
});

export type ModelView = z.infer<typeof modelViewSchema>;
