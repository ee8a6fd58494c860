import type { ErrorCode } from '#server/errors.ts';
import type { SystemContext } from '#server/services/context.ts';
import { openStage } from '#server/services/runs/open-stage.ts';
import { notify } from '#server/services/runs/stages/notify.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { saveRunError } from '#server/stores/runs.ts';
import { cancelShardRows } from '#server/stores/shards.ts';
import { closeStages } from '#server/stores/stages.ts';

/**
 * A run that cannot succeed any more, in the caller's transaction that holds it: its other shards stop, and its last
 * stage tells the cause. What operators saw of the day before stays.
 */
export async function failRun(context: SystemContext, runId: string, error: string, code: ErrorCode): Promise<void> {
  const { db } = context;
  await saveRunError(db, runId, error, code);
  await closeStages(db, runId, 'failed', { error, except: notify.name });
  await cancelShardRows(db, runId);
  await appendRunEvent(db, runId, { level: 'error', message: error });
  await openStage(context, runId, { stage: notify.name, ...notify.plan() });
}
