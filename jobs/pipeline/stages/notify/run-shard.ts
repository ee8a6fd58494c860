import type { ShardContext } from '#jobs/pipeline/worker/shard-context.ts';
import type { ShardOutcome } from '#server/services/runs/complete-shard.ts';
import { findRunPlace } from '#server/services/runs/find-run-place.ts';
import { noteRun } from '#server/services/runs/note-run.ts';
import { runNotify } from './run.ts';

/** The one shard of notify: tells how the run came out. */
export async function runNotifyShard({ shard: { runId } }: ShardContext): Promise<ShardOutcome> {
  const { day, error, catchUpId } = await findRunPlace(runId);
  if (catchUpId === null) await runNotify({ runId, day, error });
  else await noteRun(runId, { level: 'info', stage: 'notify', message: 'told of together with the other missed days' });
  return { arrays: 1, result: {} };
}
