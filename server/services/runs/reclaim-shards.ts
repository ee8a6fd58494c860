import { LOST_AFTER_SECONDS, PAST_DEADLINE_SECONDS } from '#domain/shard.ts';
import { HeliographError } from '#server/errors.ts';
import { sendTickets } from '#server/gateways/queue/job-queue.ts';
import type { SystemContext } from '#server/services/context.ts';
import { archiveRunLog } from '#server/services/runs/archive-run-log.ts';
import { failShard } from '#server/services/runs/fail-shard.ts';
import { listLostClaims, listWaitingShards } from '#server/stores/shards.ts';

const WAITING_SECONDS = 5;
const TICKETS_AT_ONCE = 200;

/** Takes shards from workers that fell silent, and sends tickets again that may have been lost with one. */
export async function reclaimShards(context: SystemContext): Promise<void> {
  const { db, settings } = context;
  const limitSeconds = settings.HELIOGRAPH_SHARD_DEADLINE_MINUTES * 60 + PAST_DEADLINE_SECONDS;
  for (const claim of await listLostClaims(db, LOST_AFTER_SECONDS, limitSeconds)) {
    const why = `its worker ${claim.worker} was silent for ${LOST_AFTER_SECONDS} s, or at it for ${limitSeconds} s`;
    const { ended } = await failShard(context, claim, new HeliographError('internal', why), { waitMs: 0, lost: true });
    if (ended) await archiveRunLog(context, claim.runId);
  }
  await sendTickets(db, await listWaitingShards(db, WAITING_SECONDS, TICKETS_AT_ONCE));
}
