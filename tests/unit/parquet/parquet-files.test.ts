import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideVerdict, noVerdict } from '#server/domain/verdict.ts';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import { encodeGold, readGold } from '#server/gateways/parquet/gold-file.ts';
import { encodeSilver, readSilver } from '#server/gateways/parquet/silver-file.ts';
import { silverRow } from './silver-row.ts';

const DAY = '2026-11-23';
const ENERGY = { expectedKwh: 21.5, measuredKwh: 14.25, lossKwh: 7.25, uncertaintyKwh: 1.125 };
let root = '';
let store = new LocalObjectStore('.');

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'heliograph-objects-'));
  store = new LocalObjectStore(root);
});
afterAll(() => rm(root, { recursive: true }));

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

describe('a file of another kind', () => {
  it('is named with what it is, and not read', async () => {
    await store.put('gold/mixed.parquet', encodeGold([], 'lenet5-test'));
    await expect(readSilver(store, 'gold/mixed.parquet')).rejects.toMatchObject({
      code: 'damaged_file',
      message: expect.stringContaining('gold/mixed.parquet is not silver: its metadata says heliograph.gold'),
    });
  });
});

describe('gold', () => {
  const verdicts = [
    {
      day: DAY,
      energy: ENERGY,
      ...decideVerdict('DEMO000002', [0.9, 0.02, 0.02, 0.02, 0.02, 0.02], { fault: 0.6, normal: 0.6 }, 1),
    },
    {
      day: DAY,
      energy: ENERGY,
      ...decideVerdict('DEMO000001', [0.4, 0.35, 0.1, 0.05, 0.05, 0.05], { fault: 0.6, normal: 0.6 }, 0.98),
    },
    { day: DAY, energy: null, ...noVerdict('DEMO000003', 'insufficient_data', 0.2, '20 % of the daylight readings') },
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
