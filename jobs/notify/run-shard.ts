import type { ShardContext } from '#jobs/worker/shard-context.ts';
import type { ShardOutcome } from '#server/services/runs/complete-shard.ts';
import { findRunPlace } from '#server/services/runs/find-run-place.ts';
import { runNotify } from './run.ts';

/** The one shard of notify: tells how the run came out. */
export async function runNotifyShard({ shard: { runId } }: ShardContext): Promise<ShardOutcome> {
  const { day, error } = await findRunPlace(runId);
  await runNotify({ runId, day, error });
  return { arrays: 1, result: {} };
}
