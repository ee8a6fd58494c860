import type { ClaimedShard } from '#domain/shard.ts';
import type { SystemContext } from '#server/services/context.ts';
import { heartbeatShardRow } from '#server/stores/shards.ts';
import { sumStageProgress } from '#server/stores/stages.ts';

/** Tells that a shard's worker lives and how far it is. False when the shard is no longer its own. */
export async function heartbeatShard(
  { db }: SystemContext,
  claim: ClaimedShard,
  progress: { done: number; total: number },
): Promise<boolean> {
  const held = await heartbeatShardRow(db, claim, progress);
  if (held) await sumStageProgress(db, claim.runId, claim.stage);
  return held;
}
