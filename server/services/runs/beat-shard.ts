import type { ClaimedShard } from '#domain/shard.ts';
import { database } from '#server/stores/database.ts';
import { beatShardRow } from '#server/stores/shards.ts';
import { sumStageProgress } from '#server/stores/stages.ts';

/** Tells that a shard's worker lives and how far it is. False when the shard is no longer its own. */
export async function beatShard(claim: ClaimedShard, progress: { done: number; total: number }): Promise<boolean> {
  const held = await beatShardRow(database(), claim, progress);
  if (held) await sumStageProgress(database(), claim.runId, claim.stage);
  return held;
}
