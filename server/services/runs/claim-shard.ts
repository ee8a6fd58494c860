import { isLive } from '#domain/run.ts';
import type { ClaimedShard, ShardKey } from '#domain/shard.ts';
import type { SystemContext } from '#server/services/context.ts';
import { inTransaction } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { lockRun, moveRun } from '#server/stores/runs.ts';
import { claimShardRow } from '#server/stores/shards.ts';
import { moveStage } from '#server/stores/stages.ts';

/** Takes a shard for a worker; null when it is taken, done, not due yet, or of a run that has ended. */
export async function claimShard(context: SystemContext, key: ShardKey, worker: string): Promise<ClaimedShard | null> {
  return inTransaction(context.db, async (db) => {
    const run = await lockRun(db, key.runId);
    if (!isLive(run.state) || run.releasedAt === null) return null;
    const claim = await claimShardRow(db, key, worker);
    if (claim && run.state === 'queued') {
      const startedAt = context.now();
      await moveRun(db, run.id, 'running', { startedAt });
      await moveStage(db, run.id, key.stage, 'running', { startedAt });
      const message = `started by ${worker} with model ${run.modelVersion}`;
      await appendRunEvent(db, run.id, { level: 'info', message });
    }
    return claim;
  });
}
