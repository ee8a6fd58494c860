import type { Nameplate } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ReadingsShard } from '#server/gateways/readings/readings-source.ts';

/** What a shard's progress is counted in: a reading that is read is one, and what is made of an array's day a quarter as much. */
export const GRID_WORK = SLOTS_PER_DAY / 4;
export const ARRAY_WORK = SLOTS_PER_DAY + GRID_WORK;

/** An array of the registry, as far as ingest needs it. */
export interface RegisteredArray {
  deviceId: string;
  nameplate: Nameplate;
}

/** One shard of ingest: the readings of a partition become silver. */
export interface IngestShard {
  plantId: string;
  day: string;
  dayStartMs: number;
  runId: string;
  /** Number of the claim; the silver is written under it. */
  fence: number;
  shard: ReadingsShard;
  arrays: readonly RegisteredArray[];
}
