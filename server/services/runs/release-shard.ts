import type { ClaimedShard } from '#domain/shard.ts';
import { sendTickets } from '#server/gateways/queue/job-queue.ts';
import type { SystemContext } from '#server/services/context.ts';
import { inTransaction } from '#server/stores/database.ts';
import { lockRun } from '#server/stores/runs.ts';
import { releaseShardRow } from '#server/stores/shards.ts';

/** A worker that stops gives its shard to the others; the attempt does not count. */
export async function releaseShard(context: SystemContext, claim: ClaimedShard): Promise<void> {
  await inTransaction(context.db, async (db) => {
    await lockRun(db, claim.runId);
    if (await releaseShardRow(db, claim, { delayMs: 0, outcome: 'handed_back', error: null }))
      await sendTickets(db, [claim]);
  });
}
