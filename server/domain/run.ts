import { z } from 'zod';
import { plantDaySchema } from '#domain/plant-day.ts';
import { isOpen, type RunState } from '#domain/state-machine.ts';

export const RUN_TRIGGERS = ['schedule', 'operator', 'api', 'backfill', 'command'] as const;
export const STAGES = ['ingest', 'predict', 'publish', 'notify'] as const;
/** The stages that a run may begin with: `predict` takes the silver of an earlier run. */
export const FIRST_STAGES = ['ingest', 'predict'] as const;

export type RunTrigger = (typeof RUN_TRIGGERS)[number];
export type StageName = (typeof STAGES)[number];
export type FirstStage = (typeof FIRST_STAGES)[number];

/** True of a stage with a shard for each partition; the others have one, for the whole run. */
export function isPartitioned(stage: StageName): boolean {
  return stage === 'ingest' || stage === 'predict';
}

/** A live run holds its plant day: there is at most one, by a constraint of the database. */
export function isLive(state: RunState): boolean {
  return isOpen('run', state);
}

/** A queued run that no worker has taken for this long is worth a word. */
export const UNCLAIMED_AFTER_SECONDS = 60;

/** Characters that a run's note may have. */
export const NOTE_LIMIT = 500;

export const runRequestSchema = z.object({
  day: plantDaySchema,
  note: z.string().trim().max(NOTE_LIMIT, `at most ${NOTE_LIMIT} characters`).optional(),
  /** `predict` takes the silver of the day's newest whole ingest. */
  fromStage: z.enum(FIRST_STAGES, 'must be ingest or predict').optional(),
  /** Version of the model to use; without it the one in use. */
  modelVersion: z.string().min(1).max(200).optional(),
});

export type RunRequest = z.infer<typeof runRequestSchema>;
