import type { BackfillRequest } from '#domain/backfill.ts';
import { daysOf } from '#domain/day-range.ts';
import type { RunRequest } from '#domain/run.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { planRun, type RunPlan } from '#server/services/runs/plan-run.ts';
import { type DayState, dayStates } from '#server/stores/plant-days.ts';

/** What is to happen with a day of a range. */
export type PlannedDay = { day: string } & (
  | { outcome: 'run'; plan: RunPlan }
  | { outcome: 'live'; runId: string }
  | { outcome: 'cannot' | 'unwanted'; reason: string }
);

/**
 * Checks every day of a back-fill, oldest first, and changes nothing. A day without readings is skipped; anything else
 * that speaks against a day is thrown, and refuses the whole range.
 */
export async function planBackfill(context: ServiceContext, request: BackfillRequest): Promise<PlannedDay[]> {
  const { from, to, only, fromStage, modelVersion } = request;
  const settings = { ...(fromStage ? { fromStage } : {}), ...(modelVersion ? { modelVersion } : {}) };
  const states = await dayStates(context.db, context.plant.id, { from, to });
  const days: PlannedDay[] = [];
  for (const day of daysOf({ from, to })) {
    const state = states.get(day) ?? { published: false, newest: null, liveRunId: null };
    const unwanted = whyUnwanted(state, only);
    if (state.liveRunId) days.push({ day, outcome: 'live', runId: state.liveRunId });
    else if (unwanted !== null) days.push({ day, outcome: 'unwanted', reason: unwanted });
    else days.push(await plannedDay(context, { day, ...settings }));
  }
  return days;
}

async function plannedDay(context: ServiceContext, request: RunRequest): Promise<PlannedDay> {
  const { day } = request;
  try {
    return { day, outcome: 'run', plan: await planRun(context, request) };
  } catch (error) {
    if (!(error instanceof HeliographError && error.code === 'no_data')) throw error;
    return { day, outcome: 'cannot', reason: error.message };
  }
}

function whyUnwanted({ published, newest }: DayState, only: BackfillRequest['only']): string | null {
  if (!only || only.length === 0) return null;
  if (only.includes('missing') && !published) return null;
  if (only.includes('failed') && newest === 'failed') return null;
  return published ? 'it has a result' : 'its last run did not fail';
}
