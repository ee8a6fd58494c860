import { describe, expect, it } from 'vitest';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { collectReadings } from '#jobs/pipeline/stages/ingest/collect-readings.ts';
import type { ReadingBatch } from '#server/gateways/readings/readings-source.ts';

const ARRAYS = ['DEMO000001', 'DEMO000002'].map((deviceId) => ({ deviceId, nameplate: DEFAULT_NAMEPLATE }));

async function* batches(...deviceIds: string[][]): AsyncGenerator<ReadingBatch> {
  for (const ids of deviceIds) {
    yield {
      count: ids.length,
      deviceIds: ids,
      timestampsMs: Float64Array.from(ids, (_, i) => i * 20_000),
      voltage: new Float32Array(ids.length).fill(150),
      current: new Float32Array(ids.length).fill(10),
      temperature: new Float32Array(ids.length).fill(30),
      irradiance: new Float32Array(ids.length).fill(600),
    };
  }
}

describe('collectReadings', () => {
  it('lays each reading on the grid of its own array, across batches', async () => {
    const { grids } = await collectReadings(batches(['DEMO000001', 'DEMO000002'], ['DEMO000002']), ARRAYS, 0);
    expect(grids.get('DEMO000001')?.counts.received).toBe(1);
    expect(grids.get('DEMO000002')?.counts.received).toBe(2);
  });

  it('counts readings of devices that are not registered, by name', async () => {
    const { grids, unknownDevices, unknownReadings } = await collectReadings(
      batches(['STRANGER01', 'DEMO000001', 'STRANGER01']),
      ARRAYS,
      0,
    );
    expect([...grids.keys()]).toEqual(['DEMO000001']);
    expect([...unknownDevices]).toEqual(['STRANGER01']);
    expect(unknownReadings).toBe(2);
  });

  it('leaves an array that sent readings of other days only without a grid, and counts them', async () => {
    const { grids, strayReadings } = await collectReadings(batches(['DEMO000001', 'DEMO000001']), ARRAYS, 1e9);
    expect(grids.size).toBe(0);
    expect(strayReadings).toBe(2);
  });
});
