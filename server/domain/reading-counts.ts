import { z } from 'zod';

const count = z.number().int().nonnegative();

/** What ingest counted, of one array-day or summed over a shard or run. Nothing is dropped without a count here. */
export const readingCountsSchema = z.object({
  /** Readings decoded for the day. */
  received: count,
  /** Readings replaced by a later one for the same slot. */
  duplicates: count,
  /** Readings whose event time is outside the plant day. */
  outsideDay: count,
  /** Values outside the physical limits of their channel, made missing. */
  outOfRange: count,
  /** Slots without a usable reading in all four channels. */
  missing: count,
  /** Of the missing slots: filled by interpolation (gaps up to 10 minutes). */
  interpolated: count,
  /** Of the missing slots: filled by holding the last value (longer gaps). */
  held: count,
});

export type ReadingCounts = z.infer<typeof readingCountsSchema>;

export function emptyCounts(): ReadingCounts {
  return { received: 0, duplicates: 0, outsideDay: 0, outOfRange: 0, missing: 0, interpolated: 0, held: 0 };
}

/** Adds `more` into `total`. */
export function addCounts(total: ReadingCounts, more: ReadingCounts): ReadingCounts {
  for (const key of Object.keys(total) as (keyof ReadingCounts)[]) total[key] += more[key];
  return total;
}
