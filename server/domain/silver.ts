import type { ArraySeries } from '#server/domain/channels.ts';
import type { ReadingCounts } from '#server/domain/reading-counts.ts';

/** What ingest leaves of an array-day: the series as they were, the image the network sees, and what was counted. */
export interface SilverRow {
  deviceId: string;
  series: ArraySeries;
  /** 64 scales x 64 bins x 4 channels, uint8; null when there was nothing to transform. */
  image: Uint8Array | null;
  counts: ReadingCounts;
  /** Why this array could not be processed; null when it could. */
  error: string | null;
}
