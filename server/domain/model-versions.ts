import { z } from 'zod';
import { plantDaySchema } from '#server/domain/plant-day.ts';

/** What GET /api/v1/model/versions answers. */
export const modelVersionsSchema = z.object({
  models: z.array(
    z.object({
      version: z.string(),
      place: z.enum(['bundled', 'store']),
      inUse: z.boolean(),
      details: z
        .object({
          name: z.string(),
          source: z.enum(['trained', 'imported']),
          created: z.iso.datetime(),
          macroF1: z.number().nullable(),
        })
        .nullable(),
      /** Why it cannot be read; null when it can. */
      problem: z.string().nullable(),
    }),
  ),
  /** Stretches of published days that one version judged, newest first; at most 200. */
  stretches: z.array(
    z.object({
      version: z.string().nullable(),
      from: plantDaySchema,
      to: plantDaySchema,
      days: z.number().int().positive(),
    }),
  ),
  /** Who asks may take another version into use. */
  mayUse: z.boolean(),
});

export type ModelVersions = z.infer<typeof modelVersionsSchema>;
export type ModelEntry = ModelVersions['models'][number];
