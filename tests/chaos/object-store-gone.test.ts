import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { adoptSetting } from '#server/env.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { DAY, givenDay, goldDigest } from '#tests/chaos/setup/given-day.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { type S3Api, startS3Api, TEST_BUCKETS } from '#tests/integration/setup/s3-api.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';

const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;
/** The long form has it away for as long as the product promises to bear it at least. */
const GONE_FOR_MS = inject('kills') > 4 ? 20_000 : 6000;
let api: S3Api;

givenFreshPlant();
const day = givenDay(12);
beforeAll(async () => {
  api = await startS3Api();
  adoptSetting('OBJECT_STORE', 's3');
  adoptSetting('S3_ENDPOINT', api.url);
  adoptSetting('S3_ACCESS_KEY_ID', 'test');
  adoptSetting('S3_SECRET_ACCESS_KEY', 'test-secret');
  for (const [bucket, name] of Object.entries(TEST_BUCKETS)) adoptSetting(`${bucket.toUpperCase()}_BUCKET`, name);
});
afterAll(() => api.stop());

const isWrite = ({ method, url }: { method: string; url: string }) =>
  method === 'PUT' && decodeURIComponent(url).includes('/plant=demo/');

describe('an object store that answers 500', () => {
  it('for a while delays a run, which then succeeds with the same gold', async () => {
    let sinceMs: number | null = null;
    api.setFaults((request) => {
      if (!isWrite(request)) return null;
      sinceMs ??= performance.now();
      return performance.now() - sinceMs < GONE_FOR_MS ? 'error-500' : null;
    });
    await runDay(run);
    expect(api.met.get('error-500')).toBeGreaterThan(0);
    expect(await goldDigest()).toBe(day.gold);
  });

  it('for ever fails the run with the cause after six attempts, told once, and what is shown stays', async () => {
    const shown = (await readPlantDay({ day: DAY })).run?.id;
    adoptSetting('HELIOGRAPH_RETRY_MS', '50');
    // One shard's alone: each attempt takes the whole patience of the client.
    api.setFaults((request) => (isWrite(request) && request.url.includes('shard-000-') ? 'error-500' : null));
    await expect(runDay(run)).rejects.toMatchObject({ code: 'storage' });
    api.setFaults(() => null);
    const [newest] = (await listRuns(await contextOf(), { day: DAY })).runs;
    const { state, error, stages, events } = await getRun(await contextOf(), { runId: newest?.id ?? '' });
    expect({ state, error }).toMatchObject({ state: 'failed', error: expect.stringContaining('attempt 6') });
    expect(stages.map(({ state: stage }) => stage)).toEqual(['failed', 'skipped', 'skipped', 'succeeded']);
    expect(events.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect((await readPlantDay({ day: DAY })).run?.id).toBe(shown);
  });
});
