import { type Backfill, type BackfillRequest, backfillRequestSchema } from '#domain/backfill.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { createRun } from '#server/services/runs/create-run.ts';
import { planBackfill } from '#server/services/runs/plan-backfill.ts';
import type { RunPlan } from '#server/services/runs/plan-run.ts';

/**
 * Queues a run of every wanted day of a range; workers take a few at a time, oldest first. Every day is checked before
 * the first is queued: one without readings is skipped and told, anything else refuses the whole range. The same
 * request again goes on with what is left.
 */
export async function backfill(context: ServiceContext, input: BackfillRequest): Promise<Backfill> {
  requireAction(context.principal, 'runs.request');
  const request = parseInput(backfillRequestSchema, input);
  const { from, to, note, fromStage, modelVersion } = request;
  const result: Backfill = { runs: [], skipped: [] };
  const plans: RunPlan[] = [];
  for (const planned of await planBackfill(context, request)) {
    if (planned.outcome === 'run') plans.push(planned.plan);
    else if (planned.outcome === 'live') result.runs.push({ day: planned.day, runId: planned.runId, isNew: false });
    else if (planned.outcome === 'cannot') result.skipped.push({ day: planned.day, reason: planned.reason });
  }
  if (plans.length === 0 && result.runs.length === 0 && result.skipped[0]) {
    throw new HeliographError('no_data', `nothing to run from ${from} to ${to}: ${result.skipped[0].reason}`);
  }
  for (const plan of plans) {
    const wanted = {
      day: plan.day,
      ...(fromStage ? { fromStage } : {}),
      ...(modelVersion ? { modelVersion } : {}),
      ...(note ? { note } : {}),
    };
    const { id } = await createRun(context, wanted, { trigger: 'backfill', released: false, plan });
    result.runs.push({ day: plan.day, runId: id, isNew: true });
  }
  return result;
}
