import { z } from 'zod';
import { modelListSchema } from '#domain/model-summary.ts';
import { plantDaySchema } from '#domain/plant-day.ts';

/** What GET /api/v1/model/versions answers. */
export const modelVersionsSchema = modelListSchema.extend({
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
