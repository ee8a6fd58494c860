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
  /** Values that came as NaN: the sensor had none. */
  notANumber: count.default(0),
  /** Slots without a usable reading in all four channels. */
  missing: count,
  /** Of the missing slots: filled by interpolation (gaps up to 10 minutes). */
  interpolated: count,
  /** Of the missing slots: filled by holding the last value (longer gaps). */
  held: count,
});

export type ReadingCounts = z.infer<typeof readingCountsSchema>;

/** The counts of a shard or a run: those of its arrays, and what belongs to none of them. */
export const shardCountsSchema = readingCountsSchema.extend({
  /** Readings of devices that are not registered. */
  unregistered: count.default(0),
  /** Messages that are no readings, kept apart with their reason. */
  quarantined: count.default(0),
});

export type ShardCounts = z.infer<typeof shardCountsSchema>;

export function emptyCounts(): ReadingCounts {
  return {
    received: 0,
    duplicates: 0,
    outsideDay: 0,
    outOfRange: 0,
    notANumber: 0,
    missing: 0,
    interpolated: 0,
    held: 0,
  };
}

export function emptyShardCounts(): ShardCounts {
  return { ...emptyCounts(), unregistered: 0, quarantined: 0 };
}

/** Adds `more` into `total`. */
export function addCounts<Counts extends ReadingCounts>(total: Counts, more: ReadingCounts): Counts {
  for (const [key, value] of Object.entries(more)) total[key as keyof ReadingCounts] += value;
  return total;
}

/** Messages read: each of them is ingested, a duplicate, of another day, of an unregistered device or quarantined. */
export function readMessages({ received, unregistered, quarantined }: ShardCounts): number {
  return received + unregistered + quarantined;
}

/** Readings that are on the grid of their array. */
export function ingestedReadings({ received, duplicates, outsideDay }: ReadingCounts): number {
  return received - duplicates - outsideDay;
}
