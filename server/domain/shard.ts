import { isPartitioned, type StageName } from '#domain/run.ts';
import type { ErrorCode } from '#server/errors.ts';

/** A shard that failed so often fails its run. */
export const MAX_ATTEMPTS = 6;
/** So many workers are lost at one shard before it is taken for what ends them, and fails its run. */
export const MAX_LOST_WORKERS = 3;
/** A shard whose worker was not heard of for so long is taken over. */
export const LOST_AFTER_SECONDS = 15;
/** A worker tells that it lives, and how far its shards are, so often. */
export const HEARTBEAT_EVERY_MS = 1000;
/** A worker that does not end its own attempts at their deadline has them taken from it so much later. */
export const PAST_DEADLINE_SECONDS = 120;

/** The place of a shard in its run. */
export interface ShardKey {
  runId: string;
  stage: StageName;
  partition: number;
}

/** A shard that a worker holds. `fence` is of this one claim: what comes with an older one is refused. */
export interface ClaimedShard extends ShardKey {
  attempt: number;
  fence: number;
  worker: string;
  input: unknown;
}

/** "predict shard 3", or the stage alone where it has but one shard. */
export function nameOfShard({ stage, partition }: Pick<ShardKey, 'stage' | 'partition'>): string {
  return isPartitioned(stage) ? `shard ${partition} of ${stage}` : stage;
}

/**
 * Wait before the next attempt, in ms: the base, doubled with each failed attempt, times 0.75 to 1.25 so that shards
 * that failed together do not come back together.
 * @param attempt number of the attempt that failed, from 1
 * @param random a number from 0 up to 1
 */
export function retryDelayMs(attempt: number, baseMs: number, random: number): number {
  return Math.round(baseMs * 2 ** (attempt - 1) * (0.75 + random / 2));
}

// Another attempt finds the same: the input or the model is what it is.
const FINAL: ReadonlySet<ErrorCode> = new Set(['invalid_input', 'forbidden', 'no_data', 'damaged_file', 'model']);

/** True when trying again cannot help. */
export function isFinal(code: ErrorCode): boolean {
  return FINAL.has(code);
}
