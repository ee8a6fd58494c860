import type pg from 'pg';
import { threadCount } from '#jobs/process/thread-pool.ts';
import { readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openClient } from '#server/stores/postgres.ts';
import { BENCH_PLANT, runBenchDay, withBenchPlant } from './bench-plant.ts';
import { BENCH_DAY } from './ingest-topic.ts';
import { comparePlants, printPlant, saveRecord } from './plant-report.ts';
import { type Measured, measuredOf } from './plant-stages.ts';
import { watchProcesses } from './process-watch.ts';

/**
 * A whole plant's day through the real pipeline: its own database, object store and, with `source` kafka, broker; worker
 * processes as `npm run worker` starts them. Prints what each stage took, and writes a record to compare with. Of several
 * rounds only the first meets workers that have just started, as a plant does once in months.
 */
export async function benchPlant(
  options: { arrays: number; source: 'kafka' | 'files'; workers: number; rounds: number; compare: string | null },
  signal: AbortSignal,
): Promise<void> {
  const { arrays, source, workers, rounds, compare } = options;
  await withBenchPlant(options, signal, async ({ databaseUrl, sourceBytes }) => {
    const subject = { arrays, source, workers, threads: threadCount() };
    for (let round = 1; round <= rounds; round++) {
      const record = { ...subject, round, ...(await measureRun(databaseUrl, sourceBytes, signal)) };
      printPlant(record);
      if (round < rounds) continue;
      await saveRecord(record);
      if (compare !== null) await comparePlants(record, compare);
    }
  });
}

async function measureRun(databaseUrl: string, sourceBytes: number, signal: AbortSignal): Promise<Measured> {
  const watch = watchProcesses();
  const busyBefore = await databaseBusyMs(databaseUrl);
  const run = await runBenchDay(signal);
  watch.stop();
  const manifest = await readManifest({ plantId: BENCH_PLANT, day: BENCH_DAY, runId: run.id });
  const databaseBusyS = ((await databaseBusyMs(databaseUrl)) - busyBefore) / 1000;
  const workedS = await workedSeconds(databaseUrl, run.id);
  return measuredOf({ run, manifest, samples: watch.samples, sourceBytes, workedS, databaseBusyS });
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
  const client = await openClient(url);
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
