import type { StoredFile } from '#server/domain/manifest.ts';
import type { Nameplate } from '#server/domain/nameplate.ts';
import type { ReadingCounts } from '#server/domain/reading-counts.ts';

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
  partition: number;
  arrays: readonly RegisteredArray[];
  modelVersion: string;
  preprocessingJson: string;
}

export interface IngestShardResult {
  partition: number;
  /** The silver it wrote. */
  file: StoredFile;
  /** Arrays with readings in this partition. */
  deviceIds: string[];
  counts: ReadingCounts;
  /** Devices that send but are not in the registry, and how many readings of theirs were left out. */
  unknownDevices: string[];
  unknownReadings: number;
  /** Arrays that could not be processed. */
  failed: number;
}
