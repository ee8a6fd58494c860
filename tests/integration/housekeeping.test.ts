import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestKey, plantPrefix, runPrefix, silverShardKey } from '#domain/object-keys.ts';
import { DAY_MS } from '#domain/plant-day.ts';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting, childEnvironment } from '#server/env.ts';
import { readManifest, readStoredFile, writeManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { getArrayDay } from '#server/services/arrays/get-array-day.ts';
import { getSeries } from '#server/services/arrays/get-series.ts';
import { openSystem } from '#server/services/context.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { planRemovals } from '#server/services/housekeeping/plan-removals.ts';
import { RUN_BUCKETS, type RunBucket } from '#server/services/housekeeping/planned-removal.ts';
import { removeObjects } from '#server/services/housekeeping/remove-objects.ts';
import { isSilverRemoved } from '#server/services/housekeeping/silver-removed.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { database } from '#server/stores/database.ts';
import { contextOf, installationOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { endAsFailed, queuedRun } from '#tests/integration/setup/made-runs.ts';
import { type S3Api, startS3Api, TEST_BUCKETS } from '#tests/integration/setup/s3-api.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';
import { uuidOf } from '#tests/uuid.ts';

const HOUSEKEEPER = systemPrincipal('test');
const bytes = new TextEncoder().encode('some bytes');
const plant = givenFreshPlant();
let api: S3Api;

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 2 });
  api = await startS3Api();
  adoptSetting('S3_ENDPOINT', api.url);
  adoptSetting('S3_ACCESS_KEY_ID', 'test');
  adoptSetting('S3_SECRET_ACCESS_KEY', 'test-secret');
  adoptSetting('BOOTSTRAP_BUCKET', TEST_BUCKETS.bootstrap);
});
afterAll(() => api.stop());

describe.each([
  { store: 'local', day: '2026-06-21', otherDay: '2026-05-01' },
  { store: 's3', day: '2026-06-22', otherDay: '2026-05-02' },
] as const)('housekeeping on a $store store', ({ store, day, otherDay }) => {
  let replaced = '';
  let shown = '';

  beforeAll(async () => {
    adoptSetting('OBJECT_STORE', store);
    for (const bucket of RUN_BUCKETS) {
      adoptSetting(`${bucket.toUpperCase()}_BUCKET`, store === 's3' ? TEST_BUCKETS[bucket] : '');
    }
    await ensureSimulatedDay({ plantId: 'demo', day, onProgress: () => undefined });
    const run = { plantId: 'demo', day, trigger: 'command', requestedBy: 'test' } as const;
    replaced = (await runDay(run)).runId;
    shown = (await runDay(run)).runId;
  });

  it('finds nothing to do in a house that is in order', async () => {
    expect(await planRemovals(openSystem())).toEqual({ removals: [], leftAlone: [] });
  });

  it('sweeps what no run in the database has written, once it is older than a day', async () => {
    const [old, young] = [uuidOf(Date.now() - 2 * DAY_MS), uuidOf(Date.now() - DAY_MS / 2)];
    for (const id of [old, young]) {
      for (const bucket of RUN_BUCKETS) await put(bucket, `${runPrefix('demo', otherDay, id)}/shard-000.parquet`);
    }
    const { removals } = await planRemovals(openSystem());
    expect(removals.map(({ runId, bucket, reason, bytes: size }) => ({ runId, bucket, reason, size }))).toEqual(
      RUN_BUCKETS.map((bucket) => ({ runId: old, bucket, reason: 'no such run', size: bytes.length })),
    );
    await sweep();
    expect((await everything()).filter((key) => key.includes(old))).toEqual([]);
    expect((await everything()).filter((key) => key.includes(young))).toHaveLength(3);
  });

  it('sweeps what a failed run has left after a day, keeps its log as long as silver, and touches no live run', async () => {
    const failed = await queuedRun(otherDay);
    for (const bucket of RUN_BUCKETS) await put(bucket, `${runPrefix('demo', otherDay, failed)}/shard-000.parquet`);
    await query(`update run set "requestedAt" = now() - interval '30 days' where id = '${failed}'`);
    const live = await planRemovals(openSystem());
    expect(live).toEqual({
      removals: [],
      leftAlone: [{ plantId: 'demo', day: otherDay, why: 'a run of it is under way' }],
    });
    await endAsFailed(failed, 'the test ended it');
    expect((await planRemovals(openSystem())).removals).toEqual([]);
    await endedDaysAgo(failed, 2);
    await sweep();
    expect((await everything()).filter((key) => key.includes(failed))).toEqual([
      `log ${runPrefix('demo', otherDay, failed)}/shard-000.parquet`,
    ]);
    expect(await isSilverRemoved(database(), failed)).toBe(true);
    await endedDaysAgo(failed, 91);
    await sweep();
    expect((await everything()).filter((key) => key.includes(failed))).toEqual([]);
  });

  it('keeps silver of a failed run that the manifest of a later run names', async () => {
    const manifest = await readManifest({ plantId: 'demo', day, runId: shown });
    const [failed, reuser] = [await endedRun(otherDay, 'failed'), await endedRun(otherDay, 'succeeded')];
    const reused = silverShardKey('demo', otherDay, failed, 0, 1);
    for (const key of [reused, silverShardKey('demo', otherDay, failed, 1, 1)]) await put('silver', key);
    const file = manifest.files.find(({ bucket }) => bucket === 'silver');
    if (!file) throw new Error('the manifest names no silver');
    await writeManifest({ ...manifest, day: otherDay, runId: reuser, files: [{ ...file, key: reused }] });
    await sweep();
    expect(await openObjectStore('silver').list(runPrefix('demo', otherDay, failed))).toEqual([reused]);
    expect(await isSilverRemoved(database(), failed)).toBe(false);
  });

  it('leaves alone a day whose run on show has lost its manifest, and says so', async () => {
    const key = manifestKey('demo', day, shown);
    const manifest = await openObjectStore('gold').get(key);
    await openObjectStore('gold').remove(key);
    await endedDaysAgo(shown, 2);
    const { removals, leftAlone } = await planRemovals(openSystem());
    expect(removals.filter((removal) => removal.day === day)).toEqual([]);
    expect(leftAlone).toMatchObject([{ day, why: expect.stringContaining(key) }]);
    await openObjectStore('gold').put(key, manifest);
  });

  it('lets silver and logs go when they are old; verdicts stay, and the array page says what is gone', async () => {
    const { cells } = await readPlantDay({ day });
    const input = { deviceId: cells[0]?.deviceId ?? '', day };
    await endedDaysAgo(replaced, 91);
    await endedDaysAgo(shown, 89);
    await sweep();
    expect((await getArrayDay(await contextOf(), input)).seriesKept).toBe(true);
    expect((await getSeries(await contextOf(), input)).voltage).toHaveLength(4320);
    expect(await openObjectStore('silver').list(runPrefix('demo', day, replaced))).toEqual([]);
    await endedDaysAgo(shown, 91);
    const planned = (await planRemovals(openSystem())).removals.filter((removal) => removal.runId === shown);
    expect(planned.map(({ bucket, reason }) => `${bucket}: ${reason}`)).toEqual([
      'silver: silver retention',
      'log: log retention',
    ]);
    await sweep();
    const view = await getArrayDay(await contextOf(), input);
    expect(view).toMatchObject({ seriesKept: false, counts: null, verdict: { runId: shown } });
    await expect(getSeries(await contextOf(), input)).rejects.toMatchObject({
      code: 'no_data',
      message: `the series of ${day} are no longer kept`,
    });
    expect((await openGold(await contextOf(), { day })).bytes.length).toBeGreaterThan(0);
    expect((await planRemovals(openSystem())).removals).toEqual([]);
  });

  it('lets replaced gold go a retention after it was replaced, never what is on show', async () => {
    await endedDaysAgo(replaced, 900);
    await endedDaysAgo(shown, 364);
    expect((await planRemovals(openSystem())).removals).toEqual([]);
    await endedDaysAgo(shown, 366);
    const { removals } = await planRemovals(openSystem());
    expect(removals).toMatchObject([{ runId: replaced, bucket: 'gold', reason: 'gold retention', whole: true }]);
    // An interrupted sweep has taken the manifest alone: nobody can come to the rest, and the next one takes it.
    await openObjectStore('gold').remove(manifestKey('demo', day, replaced));
    await sweep();
    expect(await openObjectStore('gold').list(runPrefix('demo', day, replaced))).toEqual([]);
    expect((await openGold(await contextOf(), { day })).bytes.length).toBeGreaterThan(0);
  });

  it('takes nothing of a day on which a run began after the plan was made, and leaves no record of it', async () => {
    const failed = await endedRun(otherDay, 'failed');
    await put('silver', silverShardKey('demo', otherDay, failed, 0, 1));
    const { removals } = await planRemovals(openSystem());
    expect(removals).toHaveLength(1);
    const live = await queuedRun(otherDay);
    for (const removal of removals) expect(await removeObjects(installationOf(HOUSEKEEPER), removal)).toBe(false);
    expect(await isSilverRemoved(database(), failed)).toBe(false);
    expect(await openObjectStore('silver').list(runPrefix('demo', otherDay, failed))).toHaveLength(1);
    await endAsFailed(live, 'the test ended it');
    // It may have named what it found: what was planned before it is no longer true.
    for (const removal of removals) expect(await removeObjects(installationOf(HOUSEKEEPER), removal)).toBe(false);
    expect(await openObjectStore('silver').list(runPrefix('demo', otherDay, failed))).toHaveLength(1);
    await sweep();
    expect(await openObjectStore('silver').list(runPrefix('demo', otherDay, failed))).toEqual([]);
  });

  it('prints what would go with sizes on a dry run, and takes it on the real one', async () => {
    const old = uuidOf(Date.now() - 2 * DAY_MS);
    const key = `${runPrefix('demo', otherDay, old)}/shard-000.parquet`;
    await put('silver', key);
    const line = `demo ${otherDay} silver run ${old}  1 object, ${bytes.length} B (no such run)\n`;
    expect(await command('--dry-run')).toBe(`${line}1 object, ${bytes.length} B would go\n`);
    expect(await openObjectStore('silver').sizeOf(key)).toBe(bytes.length);
    expect(await command()).toBe(`${line}1 object, ${bytes.length} B gone\n`);
    expect(await command()).toBe('0 objects, 0 B gone\n');
  });

  it('swept over and over beside a run, to a clock for which all is old, leaves that run whole', async () => {
    let under: 'way' | 'ended' = 'way';
    const run = { plantId: 'demo', day, trigger: 'command', requestedBy: 'test' } as const;
    const running = runDay(run).finally(() => {
      under = 'ended';
    });
    let sweeps = 0;
    for (; under === 'way'; sweeps++) {
      const { removals } = await planRemovals({ ...openSystem(), now: () => new Date(Date.now() + 1000 * DAY_MS) });
      for (const removal of removals) await removeObjects(installationOf(HOUSEKEEPER), removal);
    }
    const { runId } = await running;
    expect(sweeps).toBeGreaterThan(1);
    expect((await readPlantDay({ day })).run).toMatchObject({ id: runId, state: 'succeeded' });
    const { files } = await readManifest({ plantId: 'demo', day, runId });
    for (const file of files.filter(({ bucket }) => bucket === 'gold')) {
      expect((await readStoredFile(file)).length).toBe(file.bytes);
    }
  });
});

/** What the command prints. */
async function command(...words: string[]): Promise<string> {
  const script = ['jobs/commands/housekeeping.ts', ...words];
  return (await promisify(execFile)(process.execPath, script, { env: childEnvironment() })).stdout;
}

/** Plans and removes, as the command does. */
async function sweep(): Promise<void> {
  const { removals, leftAlone } = await planRemovals(openSystem());
  expect(leftAlone).toEqual([]);
  for (const removal of removals) expect(await removeObjects(installationOf(HOUSEKEEPER), removal)).toBe(true);
}

async function everything(): Promise<string[]> {
  const keys = await Promise.all(
    RUN_BUCKETS.map(async (bucket) =>
      (await openObjectStore(bucket).list(plantPrefix('demo'))).map((key) => `${bucket} ${key}`),
    ),
  );
  return keys.flat();
}

function put(bucket: RunBucket, key: string): Promise<void> {
  return openObjectStore(bucket).put(key, bytes);
}

/** A run that ended two days ago. */
async function endedRun(day: string, state: 'failed' | 'succeeded'): Promise<string> {
  const id = await queuedRun(day);
  await query(`update run set state = '${state}', "endedAt" = now() - interval '2 days' where id = '${id}'`);
  return id;
}

function endedDaysAgo(runId: string, days: number): Promise<void> {
  return query(`update run set "endedAt" = now() - interval '${days} days' where id = '${runId}'`);
}

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
