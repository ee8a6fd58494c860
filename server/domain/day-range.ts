import { z } from 'zod';
import { DAY_MS, plantDaySchema, shiftPlantDay } from '#domain/plant-day.ts';

/** A range of plant days holds so many at most. */
export const MAX_DAYS = 366;

/** Which days of a range: those without a published result, those whose newest run failed. */
export const DAY_KINDS = ['missing', 'failed'] as const;

export type DayKind = (typeof DAY_KINDS)[number];

export const dayRangeShape = { from: plantDaySchema, to: plantDaySchema };

/** The same schema, held to what a range of days must be. */
export function withRangeRules<Schema extends z.ZodType<DayRange>>(schema: Schema): Schema {
  return schema
    .refine(({ from, to }) => from <= to, 'the range must begin before it ends')
    .refine(({ from, to }) => daysBetween(from, to) <= MAX_DAYS, `the range must hold at most ${MAX_DAYS} days`);
}

/** Plant days from `from` up to and including `to`. */
export const dayRangeSchema = withRangeRules(z.object(dayRangeShape));

export interface DayRange {
  from: string;
  to: string;
}

/** Its days, oldest first. */
export function daysOf({ from, to }: DayRange): string[] {
  return Array.from({ length: daysBetween(from, to) }, (_, index) => shiftPlantDay(from, index));
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS + 1;
}
