import { HEARTBEAT_EVERY_MS } from '#domain/shard.ts';
import { within } from '#jobs/pipeline/queue/within.ts';
import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import { heartbeatShard } from '#server/services/runs/heartbeat-shard.ts';
import type { HeldShard } from './held-shard.ts';
import { repeat } from './repeat.ts';

const ANSWER_WITHIN_MS = 4000;

/** Tells of every held shard that it lives and how far it is; aborts those that were taken away or cancelled. */
export function sendHeartbeats(context: SystemContext, held: ReadonlySet<HeldShard>): { stop: () => Promise<void> } {
  return repeat(HEARTBEAT_EVERY_MS, async () => {
    await Promise.all([...held].map((shard) => sendHeartbeat(context, shard)));
  });
}

async function sendHeartbeat(context: SystemContext, { claim, done, total, control }: HeldShard): Promise<void> {
  try {
    if (!(await within(ANSWER_WITHIN_MS, heartbeatShard(context, claim, { done, total })))) control.abort();
  } catch (error) {
    log.warn({ runId: claim.runId, error: messageOf(error) }, 'heartbeat failed');
  }
}
