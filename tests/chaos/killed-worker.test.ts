import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { STAGES } from '#domain/run.ts';
import { LOST_AFTER_SECONDS } from '#domain/shard.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { contextOf } from '#tests/context.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';
import { givenFreshPlant } from '../integration/setup/fresh-plant.ts';
import { WAIT_MS } from '../limits.ts';
import { DAY, givenDay, goldDigest, requestDay, untilEnded } from './setup/given-day.ts';
import { openShardRows, pidOf } from './setup/shard-rows.ts';
import { endWorkers, startWorker, type WorkerProcess } from './setup/worker-process.ts';

const ARRAYS = 36;
const plant = givenFreshPlant();
const day = givenDay(ARRAYS);
let rows: Awaited<ReturnType<typeof openShardRows>>;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  rows = await openShardRows(plant.url);
  workers.push(await startWorker(), await startWorker());
});
afterAll(async () => {
  await endWorkers();
  await rows.close();
});

/** Reads the day again and again; everything it shows must be whole, of one run. */
function keepReading() {
  let reading = true;
  const shown = new Set<string>();
  const done = (async () => {
    while (reading) {
      const { run, cells } = await readPlantDay({ day: DAY });
      const judged = cells.filter(({ condition, reason }) => condition !== null || reason !== null);
      expect(judged, `what run ${run?.id} shows`).toHaveLength(ARRAYS);
      if (run) shown.add(run.id);
      await delay(20);
    }
  })();
  const stop = () => {
    reading = false;
    return done;
  };
  return { shown, stop };
}

/** How long until nobody holds what a dead worker held, in seconds; 0 when it held nothing. */
async function takeOver(runId: string, pid: number): Promise<number> {
  const startMs = performance.now();
  const holds = async () => (await rows.list(runId)).some((row) => row.state === 'running' && pidOf(row) === pid);
  if (!(await holds())) return 0;
  await vi.waitUntil(async () => !(await holds()), { timeout: WAIT_MS, interval: 50 });
  return (performance.now() - startMs) / 1000;
}

describe('a worker killed with -9', () => {
  const random = createSeededRandom(20261124);
  const takeOvers: number[] = [];
  afterAll(() => {
    const worst = Math.max(...takeOvers).toFixed(1);
    process.stdout.write(
      `${takeOvers.length} kills, ${takeOvers.filter((s) => s > 0).length} with shards; worst take-over ${worst} s\n`,
    );
  });

  it.each(
    Array.from({ length: inject('kills') }, (_, kill) => [kill + 1, STAGES[kill % STAGES.length] ?? 'ingest'] as const),
  )(
    'kill %i, in %s: the run succeeds with the same gold, and readers see the old result or the new one, never half',
    async (_, stage) => {
      const reader = keepReading();
      const before = (await readPlantDay({ day: DAY })).run?.id ?? '';
      const runId = await requestDay();
      const holders = await rows.holders(runId, stage);
      await delay(random() * (stage === 'ingest' || stage === 'predict' ? 600 : 40));
      const victim = workers.find(({ pid }) => holders.includes(pid)) ?? (workers[0] as WorkerProcess);
      victim.kill('SIGKILL');
      await victim.ended;
      const [seconds, replacement, run] = await Promise.all([
        takeOver(runId, victim.pid),
        startWorker(),
        untilEnded(runId),
      ]);
      workers.splice(workers.indexOf(victim), 1, replacement);
      takeOvers.push(seconds);
      await reader.stop();
      expect(run).toMatchObject({ state: 'succeeded', current: true });
      expect(await goldDigest()).toBe(day.gold);
      const { cells } = await readPlantDay({ day: DAY });
      expect(new Set(cells.map(({ deviceId }) => deviceId)).size).toBe(ARRAYS);
      expect([...reader.shown].filter((id) => id !== before && id !== runId)).toEqual([]);
    },
  );
});

describe('a worker frozen past its heartbeat and woken', () => {
  it('loses its shards to the other, and what it does afterwards changes nothing', async () => {
    const runId = await requestDay();
    const [pid] = await rows.holders(runId, 'ingest');
    const frozen = workers.find((worker) => worker.pid === pid) as WorkerProcess;
    frozen.kill('SIGSTOP');
    const held = (await rows.list(runId)).filter((row) => row.state === 'running' && pidOf(row) === pid);
    expect(held.length).toBeGreaterThan(0);
    const seconds = await takeOver(runId, frozen.pid);
    expect(seconds).toBeGreaterThan(LOST_AFTER_SECONDS - 2);
    frozen.kill('SIGCONT');
    const run = await untilEnded(runId);
    expect(run.state).toBe('succeeded');
    expect(await goldDigest()).toBe(day.gold);
    for (const { stage, partition, fence } of held) {
      const now = (await rows.list(runId)).find((row) => row.stage === stage && row.partition === partition);
      expect(now?.fence, `${stage} ${partition}`).toBeGreaterThan(fence);
    }
    // It lives on, and works the next run.
    const next = await requestDay();
    expect((await untilEnded(next)).state).toBe('succeeded');
  });
});

describe('a worker told to stop', () => {
  it('ends by itself, its shards handed back with no attempt lost', async () => {
    const runId = await requestDay();
    const [pid] = await rows.holders(runId, 'ingest');
    const stopped = workers.find((worker) => worker.pid === pid) as WorkerProcess;
    const startMs = performance.now();
    stopped.kill('SIGTERM');
    expect(await stopped.ended).toBe(0);
    process.stdout.write(`ended ${((performance.now() - startMs) / 1000).toFixed(1)} s after it was told\n`);
    workers.splice(workers.indexOf(stopped), 1, await startWorker());
    expect((await untilEnded(runId)).state).toBe('succeeded');
    expect((await rows.list(runId)).map(({ attempt }) => attempt)).toEqual((await rows.list(runId)).map(() => 1));
  });
});

describe('cancelling', () => {
  it.each(['ingest', 'predict', 'publish'] as const)(
    'in %s frees every worker, and what is shown stays',
    async (stage) => {
      const before = (await readPlantDay({ day: DAY })).run?.id;
      const runId = await requestDay();
      await rows.holders(runId, stage);
      const startMs = performance.now();
      const cancelled = await cancelRun(await contextOf(systemPrincipal('test')), { runId }).catch(
        ({ code }: { code: string }) => code,
      );
      const seconds = (performance.now() - startMs) / 1000;
      process.stdout.write(`cancelled in ${stage} in ${seconds.toFixed(2)} s\n`);
      const run = await untilEnded(runId);
      // Publishing is short: when it was over first, the cancel is refused and the run is the one shown.
      if (cancelled === 'conflict') expect(run).toMatchObject({ state: 'succeeded', current: true });
      else {
        expect(run).toMatchObject({ state: 'cancelled', current: false });
        expect((await readPlantDay({ day: DAY })).run?.id).toBe(before);
        expect((await rows.list(runId)).filter(({ state }) => state === 'running')).toEqual([]);
      }
      expect(await getRun(await contextOf(), { runId })).toMatchObject({ error: null });
    },
    200_000,
  );
});
