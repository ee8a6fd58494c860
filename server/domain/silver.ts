import type { ArraySeries } from '#domain/channels.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';

/** What ingest leaves of an array-day: the series as they were, and what was counted. */
export interface SilverRow {
  deviceId: string;
  series: ArraySeries;
  counts: ReadingCounts;
  /** Why this array could not be processed; null when it could. */
  error: string | null;
}

/** An array-day as a run's network saw it: 64 scales x 64 bins x 4 channels, uint8. */
export interface ScalogramRow {
  deviceId: string;
  image: Uint8Array;
}
