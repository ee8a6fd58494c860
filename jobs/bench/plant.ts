import { rm } from 'node:fs/promises';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { stageBars } from '#jobs/progress.ts';
import { openOwnDatabase } from '#jobs/start/database.ts';
import { threadCount } from '#jobs/thread-pool.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { isLive } from '#server/domain/run.ts';
import type { RunDetail } from '#server/domain/views.ts';
import { adoptSetting, dataPath } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { startBenchWorker } from './bench-worker.ts';
import { BENCH_DAY } from './ingest-topic.ts';
import type { BenchOptions } from './options.ts';
import { ensurePlantDay, ensureTopic } from './plant-day.ts';
import { comparePlants, printPlant, saveRecord } from './plant-report.ts';
import { type Measured, measuredOf } from './plant-stages.ts';
import { watchProcesses } from './process-watch.ts';

const PLANT = 'bench';

/**
 * A whole plant's day through the real pipeline: its own database, object store and, with `source` kafka, broker; worker
 * processes as `npm run worker` starts them. Prints what each stage took, and writes a record to compare with.
 */
export async function benchPlant(options: BenchOptions, signal: AbortSignal): Promise<void> {
  const { arrays, source, workers, compare } = options;
  log.level = 'silent';
  adoptSetting('HELIOGRAPH_DATA', dataPath('bench', `plant-${arrays}`));
  adoptSetting('HELIOGRAPH_PLANT', PLANT);
  adoptSetting('HELIOGRAPH_SCHEDULE', 'off');
  adoptSetting('DATABASE_URL', '');
  adoptSetting('KAFKA_SERVERS', '');
  const fresh = [dataPath('postgres'), dataPath('objects')];
  for (const folder of fresh) await rm(folder, { recursive: true, force: true });
  const stopping: (() => Promise<unknown>)[] = [];
  try {
    const database = await openOwnDatabase();
    stopping.unshift(database.stop);
    stopping.unshift(closeDatabase);
    stopping.unshift(closeJobQueue);
    await registerDemoPlant({ arrays });
    const day = await ensurePlantDay(PLANT, arrays, BENCH_DAY, signal);
    const broker = source === 'kafka' ? await ensureTopic(day.folder, signal) : null;
    if (broker) stopping.unshift(broker.stop);
    for (let index = 0; index < workers; index++) stopping.unshift(await startBenchWorker());
    const measured = await measureRun({ databaseUrl: database.url, sourceBytes: broker?.bytes ?? day.bytes, signal });
    const record = { arrays, source, workers, threads: threadCount(), ...measured };
    printPlant(record);
    await saveRecord(record);
    if (compare !== null) await comparePlants(record, compare);
  } finally {
    for (const stop of stopping) await stop();
    for (const folder of fresh) await rm(folder, { recursive: true, force: true });
  }
}

async function measureRun(input: { databaseUrl: string; sourceBytes: number; signal: AbortSignal }): Promise<Measured> {
  const watch = watchProcesses();
  const busyBefore = await databaseBusyMs(input.databaseUrl);
  const { id } = await requestRun(systemPrincipal('bench'), { day: BENCH_DAY });
  const run = await untilEnded(id, input.signal);
  watch.stop();
  if (run.state !== 'succeeded') throw new HeliographError('internal', `the run is ${run.state}: ${run.error}`);
  const manifest = await readManifest({ plantId: PLANT, day: BENCH_DAY, runId: id });
  const databaseBusyS = ((await databaseBusyMs(input.databaseUrl)) - busyBefore) / 1000;
  const workedS = await workedSeconds(input.databaseUrl, id);
  return measuredOf({ run, manifest, samples: watch.samples, sourceBytes: input.sourceBytes, workedS, databaseBusyS });
}

async function untilEnded(runId: string, signal: AbortSignal): Promise<RunDetail> {
  const bars = stageBars();
  try {
    for (;;) {
      signal.throwIfAborted();
      const run = await getRun({ runId });
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

/** How long the database's backends were at work on statements, ms. */
async function databaseBusyMs(url: string): Promise<number> {
  const [row] = await query<{ ms: number }>(
    url,
    'select active_time as ms from pg_stat_database where datname = current_database()',
  );
  return Number(row?.ms ?? 0);
}

/** Seconds that workers were at the shards of each stage. */
async function workedSeconds(url: string, runId: string): Promise<Record<string, number>> {
  const text = `select stage, sum(extract(epoch from "endedAt" - "claimedAt")) as seconds from shard
    where "runId" = $1 group by stage`;
  const rows = await query<{ stage: string; seconds: string }>(url, text, [runId]);
  return Object.fromEntries(rows.map(({ stage, seconds }) => [stage, Number(seconds)]));
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
