import { z } from 'zod';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { DAY_KINDS, type DayRange, dayRangeSchema, daysOf } from '#server/domain/day-range.ts';
import { FIRST_STAGES } from '#server/domain/run.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { createRun } from '#server/services/runs/create-run.ts';
import { planRun, type RunPlan } from '#server/services/runs/plan-run.ts';
import { database } from '#server/stores/database.ts';
import { dayStates } from '#server/stores/plant-days.ts';

const inputSchema = dayRangeSchema.and(
  z.object({
    only: z.array(z.enum(DAY_KINDS)).optional(),
    note: z.string().trim().max(500, 'at most 500 characters').optional(),
    fromStage: z.enum(FIRST_STAGES).optional(),
    modelVersion: z.string().min(1).max(200).optional(),
  }),
);

export type BackfillRequest = z.infer<typeof inputSchema>;

export interface Backfill {
  /** Runs that wait for their turn, oldest day first, and live ones of the range that were there before. */
  runs: { day: string; runId: string; isNew: boolean }[];
  /** Days of the range that are not run, and why. */
  skipped: { day: string; reason: string }[];
}

/**
 * Queues a run of every wanted day of a range; workers take a few at a time, oldest first. Every day is checked before
 * the first is queued: one without readings is skipped and told, anything else refuses the whole range. The same
 * request again goes on with what is left.
 */
export async function backfill(actor: Principal, input: BackfillRequest): Promise<Backfill> {
  requireAction(actor, 'runs.request');
  const { only, note, fromStage, modelVersion, from, to } = parseInput(inputSchema, input);
  const plantId = readSettings().HELIOGRAPH_PLANT;
  const settings = { ...(fromStage ? { fromStage } : {}), ...(modelVersion ? { modelVersion } : {}) };
  const result: Backfill = { runs: [], skipped: [] };
  const plans: RunPlan[] = [];
  for (const { day, liveRunId } of await wantedDays(plantId, { from, to }, only)) {
    if (liveRunId) result.runs.push({ day, runId: liveRunId, isNew: false });
    else {
      const plan = await planRun(plantId, { day, ...settings }).catch((error: unknown) => {
        if (!(error instanceof HeliographError && error.code === 'no_data')) throw error;
        result.skipped.push({ day, reason: error.message });
      });
      if (plan) plans.push(plan);
    }
  }
  if (plans.length === 0 && result.runs.length === 0 && result.skipped[0]) {
    throw new HeliographError('no_data', `nothing to run from ${from} to ${to}: ${result.skipped[0].reason}`);
  }
  const asked = { principal: actor, trigger: 'backfill' } as const;
  for (const plan of plans) {
    const request = { day: plan.day, ...settings, ...(note ? { note } : {}) };
    const { id } = await createRun(plantId, request, asked, { released: false, plan });
    result.runs.push({ day: plan.day, runId: id, isNew: true });
  }
  return result;
}

async function wantedDays(plantId: string, range: DayRange, only: BackfillRequest['only']) {
  const states = await dayStates(database(), plantId, range);
  return daysOf(range)
    .map((day) => ({ day, ...(states.get(day) ?? { published: false, newest: null, liveRunId: null }) }))
    .filter(({ published, newest, liveRunId }) => {
      if (!only || only.length === 0 || liveRunId) return true;
      return (only.includes('missing') && !published) || (only.includes('failed') && newest === 'failed');
    });
}
