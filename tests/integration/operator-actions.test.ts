import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StoredFile } from '#domain/manifest.ts';
import { runDay, workRun } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { fileOf, readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { openSystem } from '#server/services/context.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { backfill } from '#server/services/runs/backfill.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { previewRerun } from '#server/services/runs/preview-rerun.ts';
import { releaseBackfill } from '#server/services/runs/release-backfill.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';

const DAY = '2026-06-21';
const NEXT = '2026-06-22';
const OPERATOR = systemPrincipal('test');
const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;
const goldOf = async () =>
  createHash('sha256')
    .update((await openGold(await contextOf(), { day: DAY })).bytes)
    .digest('hex');
let first = '';

givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 2 });
  for (const day of [DAY, NEXT]) await ensureSimulatedDay({ plantId: 'demo', day, onProgress: () => undefined });
  first = (await runDay(run)).runId;
});

describe('a re-run from predict', () => {
  it('says before what it does and replaces, and changes nothing by that', async () => {
    const preview = await previewRerun(await contextOf(), { day: DAY, fromStage: 'predict' });
    expect(preview).toMatchObject({ partitions: [0], silverOf: first, replaces: { runId: first }, waitsFor: null });
    expect((await listRuns(await contextOf())).runs).toHaveLength(1);
  });

  it('takes the silver there is, skips ingest, and gives the same gold', async () => {
    const before = await goldOf();
    const { runId } = await runDay({ ...run, fromStage: 'predict' });
    expect(await goldOf()).toBe(before);
    const { stages, fromStage, counts } = await getRun(await contextOf(), { runId });
    expect(fromStage).toBe('predict');
    expect(stages.map(({ state }) => state)).toEqual(['skipped', 'succeeded', 'succeeded', 'succeeded']);
    expect(counts).toEqual((await getRun(await contextOf(), { runId: first })).counts);
    const silverOf = async (id: string, ...contents: StoredFile['content'][]) =>
      (await readManifest({ plantId: 'demo', day: DAY, runId: id })).files.filter(
        ({ bucket, content }) => bucket === 'silver' && contents.includes(content),
      );
    expect(await silverOf(runId, undefined, 'sketch')).toEqual(await silverOf(first, undefined, 'sketch'));
    // Its images are its own, though they are the same.
    const digests = async (id: string) => (await silverOf(id, 'scalograms')).map(({ sha256 }) => sha256);
    expect(await digests(runId)).toEqual(await digests(first));
    expect((await silverOf(runId, 'scalograms'))[0]?.key).toContain(runId);
    // And again on the silver that it took over itself.
    await runDay({ ...run, fromStage: 'predict' });
    expect(await goldOf()).toBe(before);
  });

  it.each([
    ['the silver is gone', undefined],
    ['what its arrays did together is gone', 'sketch'],
  ] as const)('is refused before it is queued when %s', async (_, content) => {
    const manifest = await readManifest({ plantId: 'demo', day: DAY, runId: first });
    const { key } = fileOf(manifest, 'silver', 0, content);
    const bytes = await openObjectStore('silver').get(key);
    await openObjectStore('silver').remove(key);
    const request = requestRun(await contextOf(OPERATOR), { day: DAY, fromStage: 'predict' });
    await expect(request).rejects.toMatchObject({ code: 'no_data', message: expect.stringContaining('is gone') });
    await openObjectStore('silver').put(key, bytes);
  });
});

describe('a back-fill', () => {
  it('runs what is missing of a range a few at a time, tells what it skips, and goes on when asked again', async () => {
    const range = { from: '2026-06-20', to: NEXT };
    const asked = await backfill(await contextOf(OPERATOR), { ...range, only: ['missing', 'failed'] });
    expect(asked.runs).toMatchObject([{ day: NEXT, isNew: true }]);
    expect(asked.skipped).toMatchObject([{ day: '2026-06-20', reason: expect.stringContaining('no readings') }]);
    const runId = asked.runs[0]?.runId ?? '';
    expect(await backfill(await contextOf(OPERATOR), range)).toMatchObject({
      runs: [
        { runId, isNew: false },
        { day: DAY, isNew: true },
      ],
    });
    const other = (await listRuns(await contextOf(), { day: DAY })).runs[0]?.id ?? '';
    await cancelRun(await contextOf(OPERATOR), { runId: other, day: DAY });
    await releaseBackfill(openSystem());
    await workRun(runId, { requestedBy: 'test' });
    expect(await getRun(await contextOf(), { runId })).toMatchObject({ state: 'succeeded', trigger: 'backfill' });
    expect(await backfill(await contextOf(OPERATOR), { ...range, only: ['missing'] }).catch(({ code }) => code)).toBe(
      'no_data',
    );
  });

  it('is refused as a whole for a range with a day that is not over, and one beyond 366 days', async () => {
    const before = (await listRuns(await contextOf())).runs.length;
    const to = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const from = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    await expect(backfill(await contextOf(OPERATOR), { from, to })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(backfill(await contextOf(OPERATOR), { from: '2025-01-01', to: '2026-06-01' })).rejects.toThrow(
      'at most 366 days',
    );
    expect((await listRuns(await contextOf())).runs).toHaveLength(before);
  });
});

describe('cancelling', () => {
  it('names the day that a run is really of, and one that is not there', async () => {
    const { id } = await requestRun(await contextOf(OPERATOR), { day: DAY });
    await expect(cancelRun(await contextOf(OPERATOR), { runId: id, day: NEXT })).rejects.toThrow(
      `run ${id} is of ${DAY}, not of ${NEXT}`,
    );
    await cancelRun(await contextOf(OPERATOR), { runId: id, day: DAY });
    const nobody = '01a20dd1-0000-755c-8227-6df8e99da152';
    await expect(cancelRun(await contextOf(OPERATOR), { runId: nobody })).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('a broker that cannot be reached is told at once, and nothing is queued', async () => {
  const before = (await listRuns(await contextOf())).runs.length;
  adoptSetting('KAFKA_SERVERS', '127.0.0.1:1');
  await expect(requestRun(await contextOf(OPERATOR), { day: DAY })).rejects.toMatchObject({ code: 'kafka' });
  adoptSetting('KAFKA_SERVERS', '');
  expect((await listRuns(await contextOf())).runs).toHaveLength(before);
});
