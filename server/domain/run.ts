import { z } from 'zod';
import { plantDaySchema } from '#server/domain/plant-day.ts';

export const RUN_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export const RUN_TRIGGERS = ['schedule', 'operator', 'api', 'backfill', 'command'] as const;
export const STAGES = ['ingest', 'predict', 'publish', 'notify'] as const;
export const STAGE_STATES = ['pending', 'running', 'succeeded', 'failed', 'skipped'] as const;

export type RunState = (typeof RUN_STATES)[number];
export type RunTrigger = (typeof RUN_TRIGGERS)[number];
export type StageName = (typeof STAGES)[number];
export type StageState = (typeof STAGE_STATES)[number];

const NEXT_STATES: Record<RunState, readonly RunState[]> = {
  queued: ['running', 'cancelled', 'failed'],
  running: ['succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
};

/** The states from which a run may go to `target`; stores put them into the condition of the update. */
export function statesBefore(target: RunState): RunState[] {
  return RUN_STATES.filter((state) => NEXT_STATES[state].includes(target));
}

/** A live run holds its plant day: there is at most one, by a constraint of the database. */
export function isLive(state: RunState): boolean {
  return NEXT_STATES[state].length > 0;
}

/** A run whose worker has not been heard of for this long is lost. */
export const LOST_AFTER_SECONDS = 60;

export const runRequestSchema = z.object({
  day: plantDaySchema,
  note: z.string().trim().max(500, 'at most 500 characters').optional(),
});

export type RunRequest = z.infer<typeof runRequestSchema>;
