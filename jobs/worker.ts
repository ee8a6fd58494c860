import process from 'node:process';
import { runCommand } from '#jobs/command.ts';
import { executeRun } from '#jobs/execute-run.ts';
import { workQueue } from '#jobs/queue/work-queue.ts';
import { readSettings } from '#server/env.ts';
import { messageOf } from '#server/errors.ts';
import { openJobQueue, RUN_QUEUE, type RunJob } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { failLostRuns } from '#server/services/runs/fail-lost-runs.ts';
import { closeDatabase } from '#server/stores/database.ts';

const LOOK_FOR_LOST_RUNS_EVERY_MS = 15_000;

/** Executes queued runs until it is told to stop; a run under way is then ended as interrupted. */
await runCommand('worker', async (stop) => {
  // The log was opened before the parameters were read.
  log.level = readSettings().LOG_LEVEL;
  const boss = await openJobQueue({ supervise: true });
  await workQueue<RunJob>(boss, RUN_QUEUE, async ({ runId }, taken) => {
    try {
      await executeRun(runId, { signal: AbortSignal.any([stop, taken]) });
    } catch (error) {
      // The run's state and log tell it; the job itself is done, a run is never executed twice.
      log.error({ runId, error: messageOf(error) }, 'run ended early');
    }
  });
  const timer = setInterval(() => {
    failLostRuns().catch((error: unknown) => log.warn({ err: error }, 'could not look for lost runs'));
  }, LOOK_FOR_LOST_RUNS_EVERY_MS);
  log.info('worker ready');
  process.send?.('ready');
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
  clearInterval(timer);
  await boss.stop({ graceful: true, timeout: 10_000 });
  await closeDatabase();
});
