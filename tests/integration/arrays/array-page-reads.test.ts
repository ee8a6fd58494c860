import { beforeAll, describe, expect, it, vi } from 'vitest';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import { explainArrayDay } from '#server/services/arrays/explain-array-day.ts';
import { getArrayDay } from '#server/services/arrays/get-array-day.ts';
import { getHistory } from '#server/services/arrays/get-history.ts';
import { getNetworkImage } from '#server/services/arrays/get-network-image.ts';
import { getOperation } from '#server/services/arrays/get-operation.ts';
import { getPower } from '#server/services/arrays/get-power.ts';
import { getScalogram } from '#server/services/arrays/get-scalogram.ts';
import { getSeries } from '#server/services/arrays/get-series.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { database } from '#server/stores/database.ts';
import { insertRemoval } from '#server/stores/removals.ts';
import { contextOf } from '#tests/context.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';

const DAY = '2026-06-21';
const PAGE = [
  getArrayDay,
  getHistory,
  getSeries,
  getPower,
  getOperation,
  getScalogram,
  getNetworkImage,
  explainArrayDay,
] as const;
const input = { deviceId: '', day: DAY };
let runId = '';

givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 14 });
  await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
  ({ runId } = await runDay({ plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' }));
  const { cells } = await readPlantDay({ day: DAY });
  input.deviceId = cells.find(({ condition }) => condition === 'open_circuit')?.deviceId ?? '';
});

/** How often `work` reads which kind of object. */
async function readsOf(work: () => Promise<unknown>) {
  const reads = { manifest: 0, silver: 0, scalograms: 0, sketch: 0 };
  const spies = (['get', 'getRange', 'sizeOf'] as const).map((method) => vi.spyOn(LocalObjectStore.prototype, method));
  try {
    await work();
    const keys = spies.flatMap((spy) => spy.mock.calls.map(([key]) => key));
    for (const key of keys) {
      reads[(['manifest', 'scalograms', 'sketch'] as const).find((kind) => key.includes(`/${kind}`)) ?? 'silver'] += 1;
    }
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return reads;
}

describe('the page of an array on a day', () => {
  it('reads the manifest once, and a row once, however many parts it has', async () => {
    const reads = await readsOf(async () => {
      const context = await contextOf();
      await Promise.all(PAGE.map((read) => read(context, input)));
    });
    // The array and its eight neighbours, each the size of a file, its footer and a row group. When every part read for
    // itself it was 24 times the manifest, 39 and 30.
    expect(reads).toMatchObject({ manifest: 1, silver: 9 * 3, scalograms: 9 * 3 });
  });

  it('reads nothing when it is shown again, which was 24 times', async () => {
    const reads = await readsOf(async () => {
      for (const read of PAGE) await read(await contextOf(), input);
    });
    expect(reads).toEqual({ manifest: 0, silver: 0, scalograms: 0, sketch: 0 });
  });

  it('shows nothing from memory that housekeeping has taken', async () => {
    await insertRemoval(database(), { runId, bucket: 'silver', objects: 1, bytes: 1 });
    expect(await getArrayDay(await contextOf(), input)).toMatchObject({
      seriesKept: false,
      counts: null,
      verdict: { runId },
    });
    for (const read of [getSeries, getPower, getOperation, getScalogram, getNetworkImage]) {
      await expect(read(await contextOf(), input)).rejects.toMatchObject({
        code: 'no_data',
        message: expect.stringContaining('no longer'),
      });
    }
  });
});
