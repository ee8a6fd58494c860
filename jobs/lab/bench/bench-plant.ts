import { rm } from 'node:fs/promises';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { isLive, type RunRequest } from '#domain/run.ts';
import type { RunDetail } from '#domain/views.ts';
import { stageBars } from '#jobs/pipeline/stage-bars.ts';
import { openOwnDatabase } from '#jobs/process/database/open-database.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting, dataPath } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { openContext, openSystem, type ServiceContext } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { startBenchWorker } from './bench-worker.ts';
import { BENCH_DAY } from './ingest-topic.ts';
import { ensurePlantDay, ensureTopic } from './plant-day.ts';

export const BENCH_PLANT = 'bench';

export interface BenchPlant {
  databaseUrl: string;
  /** Folder with the day's Avro files. */
  dayFolder: string;
  /** Bytes of the day's readings where the pipeline reads them. */
  sourceBytes: number;
}

/** A plant with a day's readings, a database, an object store and workers of its own, for as long as `work` lasts. */
export async function withBenchPlant(
  { arrays, source, workers }: { arrays: number; source: 'kafka' | 'files'; workers: number },
  signal: AbortSignal,
  work: (plant: BenchPlant) => Promise<void>,
): Promise<void> {
  log.level = 'silent';
  adoptSetting('HELIOGRAPH_DATA', dataPath('bench', `plant-${arrays}`));
  adoptSetting('HELIOGRAPH_PLANT', BENCH_PLANT);
  adoptSetting('HELIOGRAPH_SCHEDULE', 'off');
  adoptSetting('DATABASE_URL', '');
  adoptSetting('KAFKA_SERVERS', '');
  const fresh = [dataPath('postgres'), dataPath('objects')];
  for (const folder of fresh) await rm(folder, { recursive: true, force: true });
  const stopping: (() => Promise<unknown>)[] = [];
  try {
    const database = await openOwnDatabase();
    stopping.unshift(closeJobQueue, closeDatabase, database.stop);
    await registerDemoPlant(openSystem(), { arrays });
    const day = await ensurePlantDay(BENCH_PLANT, arrays, BENCH_DAY, signal);
    const broker = source === 'kafka' ? await ensureTopic(day.folder, signal) : null;
    if (broker) stopping.unshift(broker.stop);
    for (let index = 0; index < workers; index++) stopping.unshift(await startBenchWorker());
    await work({ databaseUrl: database.url, dayFolder: day.folder, sourceBytes: broker?.bytes ?? day.bytes });
  } finally {
    for (const stop of stopping) await stop();
    for (const folder of fresh) await rm(folder, { recursive: true, force: true });
  }
}

/** Requests a day and waits until the workers have published it. */
export async function runBenchDay(signal: AbortSignal, request: RunRequest = { day: BENCH_DAY }): Promise<RunDetail> {
  const context = await openContext(systemPrincipal('bench'));
  const { id } = await requestRun(context, request);
  const run = await untilEnded(context, id, signal);
  if (run.state === 'succeeded') return run;
  throw new HeliographError('internal', `the run is ${run.state}: ${run.error}`);
}

async function untilEnded(context: ServiceContext, runId: string, signal: AbortSignal): Promise<RunDetail> {
  const bars = stageBars();
  try {
    for (;;) {
      signal.throwIfAborted();
      const run = await getRun(context, { runId });
      for (const { name, state, done, total } of run.stages) {
        if (state === 'running') bars.onProgress({ stage: name, done, total });
      }
      if (!isLive(run.state)) return run;
      await delay(500, undefined, { signal });
    }
  } finally {
    bars.stop();
    process.stdout.write('\n');
  }
}
