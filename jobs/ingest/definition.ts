import type { DaylightVotes } from '#models/series/daylight.ts';
import type { StoredFile } from '#server/domain/manifest.ts';
import type { Nameplate } from '#server/domain/nameplate.ts';
import type { OffsetRange } from '#server/domain/offset-range.ts';
import { SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import type { ShardCounts } from '#server/domain/reading-counts.ts';
import type { ReadingsShard } from '#server/gateways/readings/readings-source.ts';

/** What a shard's progress is counted in: a reading that is read is one, and an array's image weighs as much as its day. */
export const IMAGE_WORK = SLOTS_PER_DAY;
export const ARRAY_WORK = SLOTS_PER_DAY + IMAGE_WORK;

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
  shard: ReadingsShard;
  arrays: readonly RegisteredArray[];
  modelVersion: string;
  preprocessingJson: string;
}

export interface IngestShardResult {
  partition: number;
  /** What exactly was read of Kafka; null for a file. */
  offsets: OffsetRange | null;
  /** The silver it wrote. */
  file: StoredFile;
  /** Arrays with readings in this partition. */
  deviceIds: string[];
  counts: ShardCounts;
  /** What its arrays saw of the day's light. */
  daylight: DaylightVotes;
  /** Devices that send but are not in the registry. */
  unknownDevices: string[];
  /** Arrays that could not be processed. */
  failed: number;
}
