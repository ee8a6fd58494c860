import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import process from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { plantDayOf } from '#domain/plant-day.ts';
import type { ClaimedShard } from '#domain/shard.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { childEnvironment } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaDayFolder, scadaFile } from '#server/gateways/readings/scada-files.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { claimShard } from '#server/services/runs/claim-shard.ts';
import { completeShard } from '#server/services/runs/complete-shard.ts';
import { failShard } from '#server/services/runs/fail-shard.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { heartbeatShard } from '#server/services/runs/heartbeat-shard.ts';
import { listRunShards } from '#server/services/runs/list-run-shards.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { reclaimShards } from '#server/services/runs/reclaim-shards.ts';
import { releaseShard } from '#server/services/runs/release-shard.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { database, inTransaction } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { lockRun } from '#server/stores/runs.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { WAIT_MS } from '#tests/limits.ts';

const OPERATOR = systemPrincipal('test');
const DAYS = ['01', '02', '03', '04', '05', '06', '08', '09'].map((day) => `2026-06-${day}`);
const plant = givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 8 });
  // What is in them, no test of claims needs.
  for (const day of DAYS) await givenFiles(day, 2);
});

const stagesOf = async (runId: string) =>
  (await getRun(await contextOf(), { runId })).stages.map(({ name, state }) => `${name} ${state}`);
const messagesOf = async (runId: string) =>
  (await getRun(await contextOf(), { runId })).events.map(({ message }) => message);

/** A run whose two ingest shards nobody has taken. */
async function requested(day: string): Promise<string> {
  return (await requestRun(await contextOf(OPERATOR), { day })).id;
}

async function claimed(runId: string, partition = 0, stage = 'ingest' as const): Promise<ClaimedShard> {
  const claim = await claimShard(openSystem(), { runId, stage, partition }, 'a-worker');
  if (!claim) throw new Error('nothing to claim');
  return claim;
}

async function givenFiles(day: string, partitions: number): Promise<void> {
  await mkdir(scadaDayFolder(scadaRoot(), 'demo', day), { recursive: true });
  for (let partition = 0; partition < partitions; partition++) {
    await writeFile(scadaFile(scadaRoot(), 'demo', day, partition), '');
  }
}

describe('requesting a run', () => {
  it('is refused while a run of that day is live, by the database itself', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, async () => requestRun(await contextOf(OPERATOR), { day: DAYS[0] ?? '' })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict' });
    }
  });

  it.each([
    ['a day that does not exist', { day: '2026-02-30' }, 'invalid_input', 'day: expected an existing date'],
    ['a day that is not over', { day: plantDayOf(Date.now(), 60) }, 'invalid_input', 'is not over at the plant'],
    ['a day without readings', { day: '2026-05-31' }, 'no_data', 'there are no readings of 2026-05-31'],
    ['an unknown model', { day: '2026-06-02', modelVersion: 'nobody-0' }, 'not_found', 'there is no model nobody-0'],
    ['predict without silver', { day: '2026-06-02', fromStage: 'predict' as const }, 'no_data', 'run from ingest'],
  ])('refuses %s with the reason, and queues nothing', async (_, request, code, message) => {
    const before = (await listRuns(await contextOf())).runs.length;
    await expect(requestRun(await contextOf(OPERATOR), request)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect((await listRuns(await contextOf())).runs).toHaveLength(before);
  });
});

describe('a shard', () => {
  it('is claimed by one of many, and its fence refuses the beats and results of an older claim', async () => {
    const runId = await requested(DAYS[1] ?? '');
    const key = { runId, stage: 'ingest', partition: 0 } as const;
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => claimShard(openSystem(), key, `worker-${index}`)),
    );
    const [first] = claims.filter((claim) => claim !== null);
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    if (!first) return;
    await query(
      `update shard set "heartbeatAt" = now() - interval '16 seconds' where "runId" = '${runId}' and fence > 0`,
    );
    await reclaimShards(openSystem());
    const second = await claimed(runId);
    expect(second).toMatchObject({ attempt: 2, fence: 2 });
    expect(await heartbeatShard(openSystem(), first, { done: 1, total: 4 })).toBe(false);
    expect(await heartbeatShard(openSystem(), second, { done: 1, total: 4 })).toBe(true);
    await expect(completeShard(openSystem(), first, { arrays: 4, result: {} })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await messagesOf(runId)).at(-1)).toContain('finished late was refused');
    await completeShard(openSystem(), second, { arrays: 4, result: {} });
    // As after a commit whose answer was lost.
    expect(await completeShard(openSystem(), second, { arrays: 4, result: {} })).toEqual({ ended: false });
    expect((await messagesOf(runId)).filter((message) => message.includes('was refused'))).toHaveLength(1);
  });

  it('that fails six times fails its run, stops its siblings, and leads to notify with the cause', async () => {
    const runId = await requested(DAYS[2] ?? '');
    const sibling = await claimed(runId, 1);
    for (let attempt = 1; attempt <= 6; attempt++) {
      const claim = await claimed(runId);
      expect(claim.attempt).toBe(attempt);
      await failShard(openSystem(), claim, new HeliographError('storage', 'the bucket is gone'), { waitMs: 0 });
    }
    expect(await claimShard(openSystem(), { runId, stage: 'ingest', partition: 0 }, 'a-worker')).toBeNull();
    expect(await heartbeatShard(openSystem(), sibling, { done: 1, total: 4 })).toBe(false);
    const stages = ['ingest failed', 'predict skipped', 'publish skipped', 'notify running'];
    expect(await stagesOf(runId)).toEqual(stages);
    const notify = await claimShard(openSystem(), { runId, stage: 'notify', partition: 0 }, 'a-worker');
    expect(notify && (await completeShard(openSystem(), notify, { arrays: 1, result: {} }))).toEqual({ ended: true });
    const run = await getRun(await contextOf(), { runId });
    expect(run).toMatchObject({
      state: 'failed',
      errorCode: 'storage',
      error: expect.stringContaining('bucket is gone'),
    });
  });

  it('at which three workers were lost fails its run by that name, and is not given to a fourth', async () => {
    const runId = await requested(DAYS[7] ?? '');
    for (let workers = 1; workers <= 3; workers++) {
      expect(await claimed(runId)).toMatchObject({ attempt: workers });
      await query(
        `update shard set "heartbeatAt" = now() - interval '16 seconds' where "runId" = '${runId}' and fence > 0`,
      );
      await reclaimShards(openSystem());
    }
    expect(await claimShard(openSystem(), { runId, stage: 'ingest', partition: 0 }, 'a-worker')).toBeNull();
    expect((await stagesOf(runId))[0]).toBe('ingest failed');
    expect((await getRun(await contextOf(), { runId })).error).toContain(
      '3 workers were lost at it: is there memory for it',
    );
    const { attempts } = await listRunShards(await contextOf(), { runId });
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['lost', 'lost', 'lost']);
  });

  it('whose input is damaged is not tried again', async () => {
    const runId = await requested(DAYS[3] ?? '');
    await failShard(openSystem(), await claimed(runId), new HeliographError('damaged_file', 'half a file'));
    expect((await stagesOf(runId))[0]).toBe('ingest failed');
  });

  it('that is handed back is free at once, and has lost no attempt', async () => {
    const runId = await requested(DAYS[4] ?? '');
    await releaseShard(openSystem(), await claimed(runId));
    expect(await claimed(runId)).toMatchObject({ attempt: 1, fence: 2 });
  });
});

describe('a worker that is frozen in the middle of a transaction', () => {
  it('lets go of the run it holds, so that others can take over', async () => {
    const runId = await requested(DAYS[6] ?? '');
    let wake = () => {};
    const frozen = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let holds = () => {};
    const holding = new Promise<void>((resolve) => {
      holds = resolve;
    });
    const late = inTransaction(database(), async (db) => {
      await lockRun(db, runId);
      holds();
      await frozen;
      await appendRunEvent(db, runId, { level: 'info', message: 'written after waking' });
    }).catch(() => 'refused');
    await holding;
    await cancelRun(await contextOf(OPERATOR), { runId });
    wake();
    expect(await late).toBe('refused');
    expect(await messagesOf(runId)).not.toContain('written after waking');
  });
});

describe('cancelling a run', () => {
  it('stops its shards, frees its day, and is not for a run that has ended', async () => {
    const runId = await requested(DAYS[5] ?? '');
    const claim = await claimed(runId);
    expect(await cancelRun(await contextOf(OPERATOR), { runId })).toMatchObject({ state: 'cancelled', error: null });
    expect(await stagesOf(runId)).toEqual(['ingest cancelled', 'predict skipped', 'publish skipped', 'notify skipped']);
    expect(await heartbeatShard(openSystem(), claim, { done: 1, total: 4 })).toBe(false);
    await expect(completeShard(openSystem(), claim, { arrays: 4, result: {} })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(cancelRun(await contextOf(OPERATOR), { runId })).rejects.toMatchObject({ code: 'conflict' });
    await cancelRun(await contextOf(OPERATOR), { runId: await requested(DAYS[5] ?? '') });
  });
});

describe('the worker', () => {
  let stop: () => Promise<number | null> = async () => null;
  afterAll(async () => {
    await stop();
  });

  it('executes what operators request, and ends when told to', async () => {
    await ensureSimulatedDay({ plantId: 'demo', day: '2026-06-07', onProgress: () => undefined });
    const worker = spawn(process.execPath, ['jobs/pipeline/worker/main.ts'], {
      env: childEnvironment(),
      stdio: 'ignore',
    });
    const ended = new Promise<number | null>((resolve) => worker.once('exit', resolve));
    stop = () => {
      worker.kill('SIGTERM');
      return ended;
    };
    const { id } = await requestRun(await contextOf(OPERATOR), { day: '2026-06-07', note: 'after the storm' });
    const detail = await vi.waitUntil(
      async () => {
        const found = await getRun(await contextOf(), { runId: id });
        return found.endedAt === null ? null : found;
      },
      { timeout: WAIT_MS, interval: 200 },
    );
    expect(detail).toMatchObject({ state: 'succeeded', current: true, note: 'after the storm' });
    expect(await stop()).toBe(0);
  });
});

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
