import type { RunRequest, RunTrigger } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { readSettings } from '#server/env.ts';
import { createRun } from '#server/services/runs/create-run.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';

const TRIGGER_OF: Record<Principal['kind'], RunTrigger> = { user: 'operator', token: 'api', system: 'command' };

/** Queues a run of a plant day for the workers. What operators see of the day changes only when it is published. */
export async function requestRun(actor: Principal, input: RunRequest): Promise<RunView> {
  requireAction(actor, 'runs.request');
  const by = { principal: actor, trigger: TRIGGER_OF[actor.kind] };
  return runViewOf(await createRun(readSettings().HELIOGRAPH_PLANT, input, by));
}
