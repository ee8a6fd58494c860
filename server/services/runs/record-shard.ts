import type { StageName } from '#server/domain/run.ts';
import { database } from '#server/stores/database.ts';
import { type ShardResult, saveShard } from '#server/stores/stages.ts';

/** Keeps what a shard of a stage has done. */
export function recordShard(runId: string, stage: StageName, startedAt: Date, shard: ShardResult): Promise<void> {
  return saveShard(database(), runId, stage, startedAt, shard);
}
