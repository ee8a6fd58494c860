import type { RunRequest } from '#server/domain/run.ts';
import type { RunView } from '#server/domain/views.ts';
import { readSettings } from '#server/env.ts';
import { type Actor, createRun } from '#server/services/runs/create-run.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';

/** Queues a run of a plant day for the workers. What operators see of the day changes only when it is published. */
export async function requestRun(input: RunRequest, actor: Actor): Promise<RunView> {
  return runViewOf(await createRun(readSettings().HELIOGRAPH_PLANT, input, actor));
}
