import process from 'node:process';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { givenFreshPlant } from '../integration/setup/fresh-plant.ts';
import { givenDay, goldDigest, requestDay, untilEnded } from './setup/given-day.ts';
import { openShardRows } from './setup/shard-rows.ts';
import { endWorkers, startWorker } from './setup/worker-process.ts';

const SHARDS = 24;
const plant = givenFreshPlant();
// A simulated day has a partition per 6 arrays, up to 24. The long form has enough work for the ratio to mean something.
const ARRAYS_PER_SHARD = inject('kills') > 4 ? 50 : 6;
const day = givenDay(ARRAYS_PER_SHARD * SHARDS);
let rows: Awaited<ReturnType<typeof openShardRows>>;
let aloneSeconds = 0;

beforeAll(async () => {
  rows = await openShardRows(plant.url);
});
afterEach(endWorkers);
afterAll(() => rows.close());

it.each([1, 3])('%i workers of one thread each do each shard once, and give the same gold', async (count) => {
  for (let index = 0; index < count; index++) await startWorker({ HELIOGRAPH_THREADS: '1' });
  const startMs = performance.now();
  const runId = await requestDay();
  const run = await untilEnded(runId);
  const seconds = (performance.now() - startMs) / 1000;
  expect(run.state).toBe('succeeded');
  expect(await goldDigest()).toBe(day.gold);
  const shards = await rows.list(runId);
  for (const stage of ['ingest', 'predict']) expect(shards.filter((row) => row.stage === stage)).toHaveLength(SHARDS);
  expect(shards.map(({ attempt, fence }) => ({ attempt, fence }))).toEqual(
    shards.map(() => ({ attempt: 1, fence: 1 })),
  );
  expect(new Set(shards.map(({ worker }) => worker)).size).toBe(count);
  aloneSeconds ||= seconds;
  const ratio = (aloneSeconds / seconds).toFixed(2);
  process.stdout.write(
    `${SHARDS} shards of ${ARRAYS_PER_SHARD} arrays, ${count} workers: ${seconds.toFixed(1)} s, ${ratio} times one worker\n`,
  );
});
