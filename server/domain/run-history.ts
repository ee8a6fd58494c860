import { z } from 'zod';
import { plantDaySchema } from '#domain/plant-day.ts';
import { FIRST_STAGES, RUN_TRIGGERS } from '#domain/run.ts';
import { RUN_STATES } from '#domain/state-machine.ts';

const listOf = <const T extends readonly [string, ...string[]]>(words: T, what: string) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(words, `${what} must be some of ${words.join(', ')}, with commas between`)));

/** Which runs are wanted, as a query says it: `?from=2026-11-01&state=failed,cancelled`. */
export const runFilterSchema = z.object({
  /** Runs of this one day; instead of `from` and `to`. */
  day: plantDaySchema.optional(),
  from: plantDaySchema.optional(),
  to: plantDaySchema.optional(),
  state: listOf(RUN_STATES, 'state').optional(),
  trigger: listOf(RUN_TRIGGERS, 'trigger').optional(),
  /** Version of the model they used. */
  model: z.string().min(1).max(200).optional(),
});

/** How long runs like this one take: the last ones that succeeded. */
export const usualDurationSchema = z.object({
  fromStage: z.enum(FIRST_STAGES),
  /** How many runs that is. */
  runs: z.number().int(),
  p50Ms: z.number(),
  p90Ms: z.number(),
});

export type UsualDuration = z.infer<typeof usualDurationSchema>;
