import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { adoptSetting } from '#server/env.ts';
import { readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaFile } from '#server/gateways/readings/scada-files.ts';
import { getScalogram } from '#server/services/arrays/get-scalogram.ts';
import { getSeries } from '#server/services/arrays/get-series.ts';
import { openSystem } from '#server/services/context.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { adoptS3, type S3Api, startS3Api, TEST_BUCKETS } from '#tests/integration/setup/s3-api.ts';
import { someFaults } from '#tests/integration/setup/s3-proxy.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';

const DAY = '2026-06-21';
const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
let api: S3Api;
let localGold = '';

givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 14 });
  await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
  await runDay(run);
  localGold = sha256((await openGold(await contextOf(), { day: DAY })).bytes);
  api = await startS3Api();
  adoptSetting('HELIOGRAPH_RETRY_MS', '20');
  adoptS3(api);
});
afterAll(() => api.stop());

describe('a run whose buckets are in S3, a tenth of the requests failing', () => {
  it('gives the gold that a run on folders gives, byte for byte, and what an array page shows', async () => {
    api.setFaults(someFaults(5, 0.1));
    const { runId } = await runDay(run);
    expect(sha256((await openGold(await contextOf(), { day: DAY })).bytes)).toBe(localGold);
    const { cells, run: shown } = await readPlantDay({ day: DAY });
    expect(shown?.id).toBe(runId);
    const judged = cells.find(({ reason }) => reason !== 'insufficient_data');
    const input = { deviceId: judged?.deviceId ?? '', day: DAY };
    expect((await getSeries(await contextOf(), input)).voltage).toHaveLength(4320);
    expect(Buffer.from((await getScalogram(await contextOf(), input)).current.pixelsBase64, 'base64')).toHaveLength(
      64 * 64,
    );
    expect(api.met.size).toBeGreaterThan(0);
  });

  it('leaves a manifest that names each file with its rows, size and digest', async () => {
    api.setFaults(() => null);
    const runId = (await readPlantDay({ day: DAY })).run?.id ?? '';
    const manifest = await readManifest({ plantId: 'demo', day: DAY, runId });
    const prefix = `plant=demo/day=${DAY}/run=${runId}`;
    const found = await Promise.all(
      (['gold', 'silver'] as const).map((bucket) => openObjectStore(bucket).list(prefix)),
    );
    const named = manifest.files.map(({ key }) => key);
    expect([...named, `${prefix}/manifest.json`].sort()).toEqual(found.flat().sort());
    for (const { bucket, key, bytes, sha256: digest } of manifest.files) {
      const stored = await openObjectStore(bucket).get(key);
      expect({ key, bytes: stored.length, digest: sha256(stored) }).toEqual({ key, bytes, digest });
    }
    expect(manifest.files.find(({ partition }) => partition === null)?.rows).toBe(14);
    expect(Object.values(manifest.verdicts).reduce((sum, count) => sum + count, 0)).toBe(14);
    expect(manifest.counts).toEqual((await getRun(await contextOf(), { runId })).counts);
  });

  it('leaves its log in the log bucket, whether it succeeded or failed', async () => {
    const [succeeded] = (await listRuns(await contextOf(), { day: DAY })).runs;
    await mkdir(path.dirname(scadaFile(scadaRoot(), 'demo', '2026-06-20', 0)), { recursive: true });
    await writeFile(scadaFile(scadaRoot(), 'demo', '2026-06-20', 0), 'this is not Avro');
    await expect(runDay({ ...run, day: '2026-06-20' })).rejects.toMatchObject({ code: 'damaged_file' });
    const [failed] = (await listRuns(await contextOf(), { day: '2026-06-20' })).runs;
    for (const found of [succeeded, failed]) {
      const key = `plant=demo/day=${found?.day}/run=${found?.id}/run.ndjson`;
      const lines = new TextDecoder()
        .decode(await openObjectStore('log').get(key))
        .trimEnd()
        .split('\n');
      const events = (await getRun(await contextOf(), { runId: found?.id ?? '' })).events;
      expect(lines.map((line) => JSON.parse(line).message)).toEqual(events.map(({ message }) => message));
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ run: found?.id, level: 'info' });
    }
  });
});

describe('a run whose buckets cannot be used', () => {
  it('fails with what to do, and operators keep the result they had', async () => {
    const before = (await readPlantDay({ day: DAY })).run?.id;
    adoptSetting('SILVER_BUCKET', 'no-such-bucket');
    await expect(runDay(run)).rejects.toThrow(/there is no bucket "no-such-bucket" at .*correct SILVER_BUCKET/);
    adoptSetting('SILVER_BUCKET', TEST_BUCKETS.silver);
    expect((await readPlantDay({ day: DAY })).run?.id).toBe(before);
  });

  it('keeps its outcome when only its log cannot be archived, and says so in it', async () => {
    adoptSetting('LOG_BUCKET', 'no-such-bucket');
    const { runId } = await runDay(run);
    adoptSetting('LOG_BUCKET', TEST_BUCKETS.log);
    const { state, events } = await getRun(await contextOf(), { runId });
    expect(state).toBe('succeeded');
    expect(events.at(-1)).toMatchObject({ level: 'warning', message: expect.stringContaining('not archived') });
  });
});
