import { z } from 'zod';
import { plantDaySchema } from '#domain/plant-day.ts';
import { FIRST_STAGES } from '#domain/run.ts';

/** What a run would do, and what operators would see instead of what they see now. */
export const rerunPreviewSchema = z.object({
  day: plantDaySchema,
  fromStage: z.enum(FIRST_STAGES),
  modelVersion: z.string(),
  /** Shards of its first stage. */
  partitions: z.array(z.number().int()),
  /** The run whose silver it takes; null when it makes its own. */
  silverOf: z.string().nullable(),
  /** The result it would replace; null when the day has none. */
  replaces: z
    .object({ runId: z.string(), modelVersion: z.string().nullable(), endedAt: z.iso.datetime().nullable() })
    .nullable(),
  /** A run that must end before; null when the day is free. */
  waitsFor: z.string().nullable(),
});

export type RerunPreview = z.infer<typeof rerunPreviewSchema>;
