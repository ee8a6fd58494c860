import type { RunRequest, RunTrigger } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { createRun } from '#server/services/runs/create-run.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';

const TRIGGER_OF: Record<Principal['kind'], RunTrigger> = { user: 'operator', token: 'api', system: 'command' };

/** Queues a run of a plant day for the workers. What operators see of the day changes only when it is published. */
export async function requestRun(context: ServiceContext, input: RunRequest): Promise<RunView> {
  const { principal } = context;
  requireAction(principal, 'runs.request');
  return runViewOf(await createRun(context, input, { trigger: TRIGGER_OF[principal.kind] }));
}
