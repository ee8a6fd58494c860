import { type RunRequest, type RunTrigger, runRequestSchema } from '#domain/run.ts';
import { openJobQueue, sendTickets } from '#server/gateways/queue/job-queue.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { planRun, type RunPlan } from '#server/services/runs/plan-run.ts';
import { refuseUnfitStore } from '#server/services/runs/refuse-unfit-store.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { getRunRow, insertRun, type RunRow } from '#server/stores/runs.ts';
import { copyShards, insertShards } from '#server/stores/shards.ts';

/** How a run comes about. */
interface RunOrigin {
  /** Through which door it was asked for. */
  trigger: RunTrigger;
  /** False leaves it waiting until a back-fill's turn comes. */
  released?: boolean;
  /** The request's own, where it was made before. */
  plan?: RunPlan;
}

/** Queues a run of a plant day for the workers, once nothing speaks against it. Whoever calls has asked who may. */
export async function createRun(
  context: ServiceContext,
  input: RunRequest,
  { trigger, released = true, plan: made }: RunOrigin,
): Promise<RunRow> {
  const request = parseInput(runRequestSchema, input);
  const { principal, plant } = context;
  const { first, ...plan } = made ?? (await planRun(context, request));
  await refuseUnfitStore(plant.id);
  // Its tables must be there before the transaction.
  await openJobQueue();
  return inTransaction(context.db, async (db) => {
    const note = request.note || null;
    const { id } = await insertRun(db, {
      ...plan,
      note,
      trigger,
      requestedBy: principal.name,
      released,
      total: first.total,
    });
    await appendRunEvent(db, id, { level: 'info', message: `requested by ${principal.name}` });
    const { day, fromStage, modelVersion } = plan;
    const after = { day, fromStage, modelVersion, trigger, note };
    const target = { kind: 'run', id };
    await appendAudit(db, { actor: principal, action: 'runs.request', target, before: null, after });
    if (plan.baseRunId) await copyShards(db, plan.baseRunId, id, 'ingest');
    await insertShards(db, id, first.stage, first.shards);
    const shards = first.shards.map(({ partition }) => ({ runId: id, stage: first.stage, partition }));
    if (released) await sendTickets(db, shards);
    return getRunRow(db, id);
  });
}
