import { sendTickets } from '#server/gateways/queue/job-queue.ts';
import type { SystemContext } from '#server/services/context.ts';
import { inTransaction } from '#server/stores/database.ts';
import { releaseWaitingRuns } from '#server/stores/runs.ts';
import { listPendingShards } from '#server/stores/shards.ts';

/** Lets the next runs of back-fills begin, oldest day first, while fewer than the setting's number of them are live. */
export async function releaseBackfill({ db: connection, settings }: SystemContext): Promise<void> {
  await inTransaction(connection, async (db) => {
    for (const runId of await releaseWaitingRuns(db, settings.HELIOGRAPH_BACKFILL_RUNS)) {
      await sendTickets(db, await listPendingShards(db, runId));
    }
  });
}
