import { z } from 'zod';
import { plantDaySchema } from '#domain/plant-day.ts';
import { isLive } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { archiveRunLog } from '#server/services/runs/archive-run-log.ts';
import { getOwnRun } from '#server/services/runs/get-own-run.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { dayOfDate, inTransaction } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { getRunRow, lockRun, moveRun } from '#server/stores/runs.ts';
import { cancelShardRows } from '#server/stores/shards.ts';
import { closeStages } from '#server/stores/stages.ts';

const inputSchema = z.object({
  runId: z.uuid('not the id of a run'),
  /** The day that the caller takes the run to be of. */
  day: plantDaySchema.optional(),
});

/**
 * Ends a live run without a result; its workers notice at their next heartbeat. What operators see of the day stays:
 * a run that is published already, and is just being told, is no longer cancelled.
 */
export async function cancelRun(
  context: ServiceContext,
  input: z.infer<typeof inputSchema>,
  why?: string,
): Promise<RunView> {
  const { principal: actor, plant, now } = context;
  requireAction(actor, 'runs.cancel');
  const { runId, day } = parseInput(inputSchema, input);
  await inTransaction(context.db, async (db) => {
    await getOwnRun({ db, plant }, runId);
    const run = await lockRun(db, runId);
    if (day !== undefined && day !== dayOfDate(run.day)) {
      throw new HeliographError('invalid_input', `run ${runId} is of ${dayOfDate(run.day)}, not of ${day}`);
    }
    if (!isLive(run.state)) throw new HeliographError('conflict', `run ${runId} has ended: it is ${run.state}`);
    if (run.currentOf)
      throw new HeliographError('conflict', `run ${runId} is published: it cannot be cancelled any more`);
    await moveRun(db, runId, 'cancelled', { endedAt: now() });
    await closeStages(db, runId, 'cancelled');
    await cancelShardRows(db, runId);
    const message = `cancelled by ${actor.name}${why ? `: ${why}` : ''}`;
    await appendRunEvent(db, runId, { level: 'warning', message });
    const [before, after] = [{ state: run.state }, { state: 'cancelled', why: why ?? null }];
    await appendAudit(db, { actor, action: 'runs.cancel', target: { kind: 'run', id: runId }, before, after });
  });
  await archiveRunLog(context, runId);
  return runViewOf(await getRunRow(context.db, runId));
}
