import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import { encodeGold, readGold } from '#server/gateways/parquet/gold-file.ts';
import { encodeScalograms, readScalograms } from '#server/gateways/parquet/scalogram-file.ts';
import { encodeSilver, readSilver } from '#server/gateways/parquet/silver-file.ts';
import { goldVerdicts, scalogramRow, silverRow } from './stored-rows.ts';

const DAY = '2026-11-23';
let root = '';
let store = new LocalObjectStore('.');

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'heliograph-objects-'));
  store = new LocalObjectStore(root);
});
afterAll(() => rm(root, { recursive: true }));

describe('silver', () => {
  const rows = Array.from({ length: 40 }, (_, index) => silverRow(index));

  it('gives back series with their gaps, counts and errors', async () => {
    await store.put('silver/a.parquet', encodeSilver(rows, DAY));
    expect(await readSilver(store, 'silver/a.parquet')).toEqual(rows);
  });

  it('gives one array alone, and nothing for one that is not in it', async () => {
    await store.put('silver/b.parquet', encodeSilver(rows, DAY));
    expect(await readSilver(store, 'silver/b.parquet', 'DEMO000033')).toEqual([rows[33]]);
    expect(await readSilver(store, 'silver/b.parquet', 'DEMO000099')).toEqual([]);
  });
});

describe('scalograms', () => {
  const rows = Array.from({ length: 40 }, (_, index) => scalogramRow(index));
  const origin = { day: DAY, modelVersion: 'lenet5-test', preprocessingJson: '{"version":"test"}' };

  it('give back the images, and the preprocessing that says what they show', async () => {
    await store.put('silver/c.parquet', encodeScalograms([...rows].reverse(), origin));
    const file = await readScalograms(store, 'silver/c.parquet');
    expect(file).toEqual({ rows, preprocessingJson: '{"version":"test"}' });
  });

  it('give one array alone, and nothing for one that is not among them', async () => {
    await store.put('silver/d.parquet', encodeScalograms(rows, origin));
    expect((await readScalograms(store, 'silver/d.parquet', 'DEMO000033')).rows).toEqual([rows[33]]);
    expect((await readScalograms(store, 'silver/d.parquet', 'DEMO000099')).rows).toEqual([]);
  });
});

describe('a file of another kind', () => {
  it('is named with what it is, and not read', async () => {
    await store.put('gold/mixed.parquet', encodeGold([], 'lenet5-test'));
    for (const [kind, read] of [
      ['silver', readSilver],
      ['scalograms', readScalograms],
    ] as const) {
      await expect(read(store, 'gold/mixed.parquet')).rejects.toMatchObject({
        code: 'damaged_file',
        message: expect.stringContaining(`gold/mixed.parquet is not ${kind}: its metadata says heliograph.gold`),
      });
    }
  });
});

describe('gold', () => {
  const verdicts = goldVerdicts(DAY);

  it('gives back every verdict with its evidence and what the day taught, sorted by device', async () => {
    await store.put('gold/a.parquet', encodeGold(verdicts, 'lenet5-test'));
    const sorted = verdicts.toSorted((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
    expect(await readGold(store, 'gold/a.parquet')).toEqual(sorted);
    expect(verdicts[1]).toMatchObject({ condition: 'line_line', evidence: { alternative: 'open_circuit', peers: 40 } });
  });

  it('keeps a profile to a ten-thousandth, held within what it can hold, with its half hours without a value', async () => {
    const photocurrent = Float32Array.from({ length: 48 }, (_, bin) => (bin % 3 === 0 ? Number.NaN : -0.123456));
    const voltage = new Float32Array(48).fill(-9);
    const [verdict] = verdicts;
    if (!verdict) throw new Error('there is no verdict');
    const bytes = encodeGold([{ ...verdict, profile: { photocurrent, voltage } }], 'lenet5-test');
    await store.put('gold/b.parquet', bytes);
    const [read] = await readGold(store, 'gold/b.parquet');
    const expected = photocurrent.map((value) => Math.fround(Math.round(value * 10_000) / 10_000));
    expect(read?.profile?.photocurrent).toEqual(expected);
    expect(read?.profile?.voltage).toEqual(new Float32Array(48).fill(-3.2767));
  });

  it('is the same bytes whatever the order in which shards ended', () => {
    expect(encodeGold([...verdicts].reverse(), 'lenet5-test')).toEqual(encodeGold(verdicts, 'lenet5-test'));
  });
});
