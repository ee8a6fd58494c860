import { type RunRequest, type RunTrigger, runRequestSchema } from '#server/domain/run.ts';
import { openJobQueue, sendTickets } from '#server/gateways/queue/job-queue.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { planRun, type RunPlan } from '#server/services/runs/plan-run.ts';
import { inTransaction } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { getRunRow, insertRun, type RunRow } from '#server/stores/runs.ts';
import { copyShards, insertShards } from '#server/stores/shards.ts';

/** Who asks for a run, and through which door. */
export interface Actor {
  name: string;
  trigger: RunTrigger;
}

/**
 * Queues a run of a plant day for the workers, once nothing speaks against it. `released` false leaves it waiting until
 * a back-fill's turn comes; `plan` is the request's own, where it was made before.
 */
export async function createRun(
  plantId: string,
  input: RunRequest,
  actor: Actor,
  options: { released?: boolean; plan?: RunPlan } = {},
): Promise<RunRow> {
  const request = parseInput(runRequestSchema, input);
  const { released = true } = options;
  const { first, ...plan } = options.plan ?? (await planRun(plantId, request));
  // Its tables must be there before the transaction.
  await openJobQueue();
  return inTransaction(async (db) => {
    const note = request.note || null;
    const { id } = await insertRun(db, {
      ...plan,
      note,
      trigger: actor.trigger,
      requestedBy: actor.name,
      released,
      total: first.total,
    });
    await appendRunEvent(db, id, { level: 'info', message: `requested by ${actor.name}` });
    if (plan.baseRunId) await copyShards(db, plan.baseRunId, id, 'ingest');
    await insertShards(db, id, first.stage, first.shards);
    const shards = first.shards.map(({ partition }) => ({ runId: id, stage: first.stage, partition }));
    if (released) await sendTickets(db, shards);
    return getRunRow(db, id);
  });
}
