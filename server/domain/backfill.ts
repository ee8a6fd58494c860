import { z } from 'zod';
import { DAY_KINDS, dayRangeShape, withRangeRules } from '#domain/day-range.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { runRequestSchema } from '#domain/run.ts';

/** A run of every day of a range; of those alone that are `missing` or `failed`, where `only` says so. */
export const backfillRequestSchema = withRangeRules(
  z.strictObject({
    ...dayRangeShape,
    ...runRequestSchema.omit({ day: true }).shape,
    only: z.array(z.enum(DAY_KINDS)).optional(),
  }),
);

export type BackfillRequest = z.infer<typeof backfillRequestSchema>;

export const backfillSchema = z.object({
  /** Runs that wait for their turn, oldest day first, and live ones of the range that were there before. */
  runs: z.array(z.object({ day: plantDaySchema, runId: z.string(), isNew: z.boolean() })),
  /** Days of the range that are not run, and why. */
  skipped: z.array(z.object({ day: plantDaySchema, reason: z.string() })),
});

export type Backfill = z.infer<typeof backfillSchema>;

/**
 * What a back-fill would do with a day: `run` it, leave it to the run that is `live`, skip it because it `cannot` be run
 * or because it is `unwanted` by the request.
 */
export const BACKFILL_OUTCOMES = ['run', 'live', 'cannot', 'unwanted'] as const;

export const backfillPreviewSchema = z.object({
  days: z.array(
    z.object({
      day: plantDaySchema,
      outcome: z.enum(BACKFILL_OUTCOMES),
      /** Why the day is not run; null for one that is. */
      reason: z.string().nullable(),
      /** The run whose published result a new one would take the place of. */
      replaces: z.string().nullable(),
    }),
  ),
});

export type BackfillPreview = z.infer<typeof backfillPreviewSchema>;
