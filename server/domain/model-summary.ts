import { z } from 'zod';
import { modelManifestSchema } from '#domain/model-manifest.ts';

/** A model in a list. */
export const modelSummarySchema = z.object({
  version: z.string(),
  /** `bundled` lies in the folder of the settings, `store` in the bootstrap store. */
  place: z.enum(['bundled', 'store']),
  inUse: z.boolean(),
  /** Null when `problem` says why the model cannot be read. */
  details: z
    .object({
      name: z.string(),
      source: modelManifestSchema.shape.source,
      created: modelManifestSchema.shape.created,
      macroF1: z.number().nullable(),
    })
    .nullable(),
  problem: z.string().nullable(),
});

export type ModelSummary = z.infer<typeof modelSummarySchema>;

/** Every model that is known, the bundled one first. */
export const modelListSchema = z.object({ models: z.array(modelSummarySchema) });
