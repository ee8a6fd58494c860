import type { Bucket } from '#domain/object-keys.ts';
import type { RemovalReason } from '#domain/retention.ts';

/** Buckets that runs write to. */
export const RUN_BUCKETS = ['silver', 'gold', 'log'] as const satisfies readonly Bucket[];
export type RunBucket = (typeof RUN_BUCKETS)[number];

/** Objects of a run in a bucket that go, and why. */
export interface PlannedRemoval {
  plantId: string;
  day: string;
  runId: string;
  bucket: RunBucket;
  keys: readonly string[];
  bytes: number;
  reason: RemovalReason;
  /** Nothing of the run is left in the bucket then. */
  whole: boolean;
  /** The database knows no such run. */
  orphan: boolean;
  /** Runs that the day had when this was planned, none of them live. */
  runsOfDay: number;
}
