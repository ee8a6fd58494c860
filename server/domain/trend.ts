import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';
import { FAULT_KINDS } from '#domain/fault-kinds.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { plantViewSchema } from '#domain/views.ts';

const arrays = z.number().int().min(0);

/** Arrays of a day's published result by condition, and by the reason for having none. */
export const outcomeCountsSchema = z.object({
  conditions: z.record(z.enum(CONDITIONS), arrays),
  reasons: z.record(z.enum(NO_VERDICT_REASONS), arrays),
});

/** Every day of the range in order, also those without a result: their counts are null. */
export const trendViewSchema = z.object({
  plant: plantViewSchema,
  days: z.array(z.object({ day: plantDaySchema, counts: outcomeCountsSchema.nullable() })),
});

export type OutcomeCounts = z.infer<typeof outcomeCountsSchema>;
export type TrendView = z.infer<typeof trendViewSchema>;

/** The counts of a run's tally; outcomes it does not name are 0. */
export function countsOf(tally: ReadonlyMap<string, number>): OutcomeCounts {
  const count = <K extends string>(names: readonly K[]) =>
    Object.fromEntries(names.map((name) => [name, tally.get(name) ?? 0])) as Record<K, number>;
  const reasons = count(NO_VERDICT_REASONS);
  // By its reason, an array that was off alone was off.
  reasons.off += tally.get('converter_off') ?? 0;
  return { conditions: count(CONDITIONS), reasons };
}

/** Faulty arrays of a run's tally; none when it has no tally. */
export function faultsOf(tally: ReadonlyMap<string, number> | undefined): number {
  return FAULT_KINDS.reduce((sum, kind) => sum + (tally?.get(kind) ?? 0), 0);
}
