import { setTimeout as delay } from 'node:timers/promises';
import { isLive, type RunRequest, type RunTrigger, type StageName } from '#domain/run.ts';
import type { RunDetail } from '#domain/views.ts';
import { startShardWorker } from '#jobs/pipeline/worker/shard-worker.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { openContext, type ServiceContext } from '#server/services/context.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { createRun } from '#server/services/runs/create-run.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { findLiveRun } from '#server/stores/runs.ts';

const POLL_EVERY_MS = 250;

export type RunProgress = (progress: { stage: StageName; done: number; total: number }) => void;

export interface DayRunOptions extends RunRequest {
  plantId: string;
  trigger: RunTrigger;
  requestedBy: string;
  signal?: AbortSignal;
  onProgress?: RunProgress;
}

/** Runs a plant day with a worker in this process, beside any others there are, and waits for its end. */
export async function runDay(options: DayRunOptions): Promise<{ runId: string }> {
  const { plantId, trigger, requestedBy, signal, onProgress, ...request } = options;
  const context = await openContext(systemPrincipal(requestedBy), plantId);
  const { id } = await createRun(context, request, { trigger });
  return workRun(id, options);
}

/** Runs a plant day only when it has no published result yet; a run of it that was left behind is taken up. */
export async function ensureDayRun(options: DayRunOptions): Promise<{ runId: string; ran: boolean }> {
  const { db, plant } = await openContext(systemPrincipal(options.requestedBy), options.plantId);
  const current = await findCurrentRunId(db, plant.id, options.day);
  if (current) return { runId: current, ran: false };
  const live = await findLiveRun(db, plant.id, options.day);
  return { ...(await (live ? workRun(live.id, options) : runDay(options))), ran: true };
}

/** Works in this process until a run, of the plant of the settings or the one named, has ended. Throws its error; an abort cancels it. */
export async function workRun(
  runId: string,
  options: Pick<DayRunOptions, 'signal' | 'onProgress' | 'requestedBy'> & { plantId?: string },
): Promise<{ runId: string }> {
  const { signal, onProgress, requestedBy, plantId } = options;
  const context = await openContext(systemPrincipal(requestedBy), plantId);
  const worker = await startShardWorker({ supervise: false });
  try {
    const run = await followRun(context, runId, {
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress } : {}),
    });
    if (run.state === 'succeeded') return { runId };
    throw new HeliographError(run.errorCode ?? 'internal', run.error ?? `run ${runId} is ${run.state}`);
  } catch (error) {
    if (!signal?.aborted) throw error;
    await cancelRun(context, { runId }, 'interrupted');
    throw new HeliographError('cancelled', `the run ${runId} was interrupted before it ended`);
  } finally {
    await worker.stop(0);
  }
}

/** Tells how far a run is, wherever it is worked on, until it has ended. */
async function followRun(
  context: ServiceContext,
  runId: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: RunProgress },
): Promise<RunDetail> {
  for (;;) {
    signal?.throwIfAborted();
    const run = await getRun(context, { runId });
    for (const { name, state, done, total } of run.stages) {
      if (state === 'running') onProgress?.({ stage: name, done, total });
    }
    if (!isLive(run.state)) return run;
    await delay(POLL_EVERY_MS, undefined, signal ? { signal } : {});
  }
}
