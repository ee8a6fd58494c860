import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Backfill } from '#domain/backfill.ts';
import type { DayKind, DayRange } from '#domain/day-range.ts';
import { isLive } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';
import { startShardWorker } from '#jobs/pipeline/worker/shard-worker.ts';
import { progressBar } from '#jobs/process/progress.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { openContext, type ServiceContext } from '#server/services/context.ts';
import { backfill } from '#server/services/runs/backfill.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import type { RunSettings } from './options.ts';

const POLL_EVERY_MS = 500;

/** Queues the days of a range and works on them until all have ended. Interrupted, it leaves the rest queued. */
export async function runRange(
  request: { range: DayRange; only: DayKind[]; settings: RunSettings },
  signal: AbortSignal,
): Promise<void> {
  const { range, only, settings } = request;
  const context = await openContext(systemPrincipal('command line'));
  const { runs, skipped } = await backfill(context, { ...range, only, ...settings });
  for (const { day, reason } of skipped) process.stdout.write(`${day} is skipped: ${reason}\n`);
  const resumed = runs.filter(({ isNew }) => !isNew).length;
  process.stdout.write(`${runs.length} days to run${resumed > 0 ? `, ${resumed} of them queued before` : ''}\n`);
  const worker = await startShardWorker({ supervise: false });
  const bar = progressBar('days');
  try {
    report(await untilEnded(context, runs, bar.update, signal));
  } catch (error) {
    if (!signal.aborted) throw error;
    const message = 'interrupted: the days left stay queued for npm run worker, or for the same command again';
    throw new HeliographError('cancelled', message);
  } finally {
    bar.stop();
    await worker.stop(0);
  }
}

async function untilEnded(
  context: ServiceContext,
  runs: Backfill['runs'],
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<RunView[]> {
  const ended: RunView[] = [];
  const waiting = new Set(runs.map(({ runId }) => runId));
  for (;;) {
    for (const runId of waiting) {
      signal.throwIfAborted();
      const run = await getRun(context, { runId });
      if (isLive(run.state)) continue;
      waiting.delete(runId);
      ended.push(run);
    }
    onProgress(ended.length, runs.length);
    if (waiting.size === 0) return ended;
    await delay(POLL_EVERY_MS, undefined, { signal });
  }
}

function report(ended: readonly RunView[]): void {
  const bad = ended.filter(({ state }) => state !== 'succeeded');
  process.stdout.write(`${ended.length - bad.length} of ${ended.length} days are published\n`);
  for (const { day, state, error } of bad) process.stdout.write(`${day} ${state}${error ? `: ${error}` : ''}\n`);
  if (bad.length > 0) throw new HeliographError('internal', `${bad.length} days have no new result`);
}
