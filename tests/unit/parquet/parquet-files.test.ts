import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptySeries } from '#models/series/series-grid.ts';
import { emptyCounts } from '#server/domain/reading-counts.ts';
import type { SilverRow } from '#server/domain/silver.ts';
import { decideVerdict, noVerdict } from '#server/domain/verdict.ts';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import { encodeGold, readGold } from '#server/gateways/parquet/gold-file.ts';
import { encodeSilver, readSilver } from '#server/gateways/parquet/silver-file.ts';

const DAY = '2026-11-23';
let root = '';
let store = new LocalObjectStore('.');

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'heliograph-objects-'));
  store = new LocalObjectStore(root);
});
afterAll(() => rm(root, { recursive: true }));

function silverRow(index: number): SilverRow {
  const series = emptySeries();
  series.voltage.fill(100 + index, 10, 4000);
  series.irradiance[7] = index;
  const image = new Uint8Array(64 * 64 * 4).map((_, pixel) => (pixel * 7 + index) % 256);
  return {
    deviceId: `DEMO${String(index).padStart(6, '0')}`,
    series,
    image: index % 5 === 0 ? null : image,
    coverage: index / 50,
    counts: { ...emptyCounts(), received: index },
    error: index % 5 === 0 ? 'nothing to transform' : null,
  };
}

describe('silver', () => {
  const origin = { day: DAY, modelVersion: 'lenet5-test', preprocessingJson: '{"version":"test"}' };
  const rows = Array.from({ length: 40 }, (_, index) => silverRow(index));

  it('gives back series with their gaps, images, counts and errors', async () => {
    await store.put('silver/a.parquet', encodeSilver(rows, origin));
    const file = await readSilver(store, 'silver/a.parquet');
    expect(file.preprocessingJson).toBe('{"version":"test"}');
    expect(file.rows).toEqual(rows);
  });

  it('gives one array alone, and nothing for one that is not in it', async () => {
    await store.put('silver/b.parquet', encodeSilver(rows, origin));
    expect((await readSilver(store, 'silver/b.parquet', 'DEMO000033')).rows).toEqual([rows[33]]);
    expect((await readSilver(store, 'silver/b.parquet', 'DEMO000099')).rows).toEqual([]);
  });
});

describe('gold', () => {
  const verdicts = [
    { day: DAY, ...decideVerdict('DEMO000002', [0.9, 0.02, 0.02, 0.02, 0.02, 0.02], 0.6, 1) },
    { day: DAY, ...decideVerdict('DEMO000001', [0.4, 0.35, 0.1, 0.05, 0.05, 0.05], 0.6, 0.98) },
    { day: DAY, ...noVerdict('DEMO000003', 'insufficient_data', 0.2, '20 % of the daylight readings') },
  ];

  it('gives back every verdict, sorted by device', async () => {
    await store.put('gold/a.parquet', encodeGold(verdicts, 'lenet5-test'));
    const [second, first, third] = verdicts;
    expect(await readGold(store, 'gold/a.parquet')).toEqual([first, second, third]);
  });

  it('is the same bytes whatever the order in which shards ended', () => {
    expect(encodeGold([...verdicts].reverse(), 'lenet5-test')).toEqual(encodeGold(verdicts, 'lenet5-test'));
  });
});

describe('the local object store', () => {
  it('names the object that is not there', async () => {
    await expect(store.get('gold/none.parquet')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('gold/none.parquet'),
    });
  });

  it.each(['../secret', 'a/../../b', '/etc/passwd', 'a//b', ''])('refuses the key "%s"', async (key) => {
    await expect(store.put(key, new Uint8Array(1))).rejects.toThrow('bad object key');
  });
});
