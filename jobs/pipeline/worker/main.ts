import process from 'node:process';
import { keepLive } from '#jobs/pipeline/live/keep-live.ts';
import { runCommand } from '#jobs/process/command.ts';
import { readSettings } from '#server/env.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { openSystem } from '#server/services/context.ts';
import { serveMetrics } from '#server/services/metrics/serve-metrics.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { checkRegistrations } from './check-registrations.ts';
import { workerCommand } from './options.ts';
import { runSchedule, scheduledPlants } from './run-schedule.ts';
import { startShardWorker } from './shard-worker.ts';

/** What a shard under way gets to end by itself; the rest of 20 s is for handing back. */
const GRACE_MS = 15_000;

await runCommand(workerCommand, async (_, { signal: stop }) => {
  // The log was opened before the parameters were read.
  log.level = readSettings().LOG_LEVEL;
  const { WORKER_METRICS_PORT } = readSettings();
  const metrics = WORKER_METRICS_PORT === undefined ? null : await serveMetrics(openSystem(), WORKER_METRICS_PORT);
  const worker = await startShardWorker({ supervise: true });
  const schedule = runSchedule();
  const checks = checkRegistrations(openSystem());
  const system = openSystem();
  const isLive = system.settings.HELIOGRAPH_LIVE !== 'off';
  const lives = isLive ? (await scheduledPlants(system)).map((plantId) => keepLive(system, plantId)) : [];
  log.info('worker ready');
  process.send?.('ready');
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.all(lives.map((live) => live.stop()));
  await checks.stop();
  await schedule.stop();
  await worker.stop(GRACE_MS);
  metrics?.close();
  await closeJobQueue();
  await closeDatabase();
});
