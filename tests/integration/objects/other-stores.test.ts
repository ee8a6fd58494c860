import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { adoptSetting } from '#server/env.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { endWorkers, startWorker } from '#tests/chaos/setup/worker-process.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { openTestStore } from '#tests/integration/setup/open-test-store.ts';
import { adoptS3, type S3Api, startS3Api } from '#tests/integration/setup/s3-api.ts';
import type { SeenRequest } from '#tests/integration/setup/s3-proxy.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';

const DAY = '2026-06-21';
const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;
const bytes = new TextEncoder().encode('a manifest');
const apis: S3Api[] = [];
let api: S3Api;

/** A store of its own for each test: what a process has found out of one, it does not ask again. */
async function givenStore(): Promise<S3Api> {
  const opened = await startS3Api();
  apis.push(opened);
  return opened;
}

givenFreshPlant();
beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 2 });
  await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
});
afterEach(async () => {
  await endWorkers();
  adoptSetting('OBJECT_STORE', 'local');
});
afterAll(() => Promise.all(apis.map((opened) => opened.stop())));

describe('a store that wants Content-MD5 where many objects are removed', () => {
  it('gets it, and all below a prefix is gone', async () => {
    api = await givenStore();
    const store = openTestStore(api.url);
    for (let i = 0; i < 3; i++) await store.put(`below/${i}`, bytes);
    await store.removeAll('below');
    expect(await store.list('below')).toEqual([]);
  });
});

describe('a store that answers 501 to If-None-Match', () => {
  it('fails by that name at the first answer', async () => {
    api = await givenStore();
    api.setConditions('not implemented');
    const asked: SeenRequest[] = [];
    api.setFaults((request) => {
      asked.push(request);
      return null;
    });
    await expect(openTestStore(api.url).putIfAbsent('manifest.json', bytes)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('answers 501 to If-None-Match: *'),
    });
    expect(asked).toHaveLength(1);
  });
});

describe.each([
  ['not implemented', 'answers 501 to If-None-Match: *'],
  ['ignored', 'ignores If-None-Match: *'],
] as const)('a store whose conditional writes are %s', (conditions, message) => {
  it('is found out at the start of a worker and of a day, before any work', async () => {
    api = await givenStore();
    api.setConditions(conditions);
    adoptS3(api);
    await expect(startWorker()).rejects.toThrow('the worker ended with 2');
    await expect(runDay(run)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(message),
    });
    expect((await readPlantDay({ day: DAY })).run).toBeNull();
    expect(await openTestStore(api.url).list('plant=demo/day=2026-06-21')).toEqual([]);
  });

  it('is found out before a commit when it could not be tried at the start', async () => {
    api = await givenStore();
    api.setConditions(conditions);
    adoptS3(api);
    adoptSetting('HELIOGRAPH_RETRY_MS', '20');
    // Away until the first file of the run is there.
    let written = false;
    api.setFaults(({ method, url }) => {
      written ||= method === 'PUT' && url.includes('shard-');
      return written || !url.includes('/probe') ? null : 'error-500';
    });
    await expect(runDay(run)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(message),
    });
    const [newest] = (await listRuns(await contextOf(), { day: DAY })).runs;
    expect(newest?.error).toContain(message);
    const stored = await openTestStore(api.url).list('plant=demo');
    expect(stored.filter((key) => key.endsWith('manifest.json'))).toEqual([]);
  });
});
