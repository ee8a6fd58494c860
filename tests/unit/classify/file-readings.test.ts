import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnMapSchema } from '#domain/column-map.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { FileReadings } from '#jobs/commands/classify/collect-array-days.ts';
import { ReadingLog } from '#server/gateways/readings/reading-log.ts';

const HEADER = 'deviceId,timestamp,voltage,current,temperature,irradiance';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph classify '));
});
afterAll(() => rm(folder, { recursive: true }));

async function given(name: string, rows: readonly string[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, [HEADER, ...rows].join('\n'));
  return file;
}

/** What became of each file, in its line without the name. */
async function linesOf(files: readonly string[]): Promise<string[]> {
  const readings = await FileReadings.read(files, { utcOffsetMinutes: 0 });
  const source = readings.source(DEFAULT_NAMEPLATE);
  // Gone through twice, as judging does: it is counted once.
  for (const day of [...source.days(), ...source.days()]) for await (const _ of source.arrayDaysOf(day));
  await readings.close();
  return readings.reports.map((report) => `${report}`.replace(/^.*\.csv: /, ''));
}

describe('the line of a file', () => {
  it('tells what was read, came twice, was out of range, and the interval', async () => {
    const first = await given('first.csv', [
      'A,2026-06-01T10:00:00Z,150,8,31,700',
      'A,2026-06-01T10:00:20Z,9000,8,31,700',
      'A,2026-06-01T10:00:40Z,150,8,31,700',
    ]);
    const second = await given('second.csv', [
      'A,2026-06-01T10:00:20Z,150,8,31,700',
      'B,2026-06-01T10:00:20Z,,8,31,700',
    ]);
    expect(await linesOf([first, second])).toEqual([
      '3 readings read, 0 duplicates, 1 values out of range, 0 outside of their day, every 20 s',
      '2 readings read, 1 duplicates, 0 values out of range, 0 outside of their day, no interval found',
    ]);
  });

  it('tells readings that come more often than every 20 s from duplicates: the last one of each 20 s counts', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => {
      const time = new Date(Date.parse('2026-06-01T10:00:00Z') + index * 5000).toISOString();
      return `A,${time},${150 + index},8,31,700`;
    });
    const file = await given('dense.csv', [...rows, 'A,2026-06-01T10:00:00Z,999,8,31,700']);
    expect(await linesOf([file])).toEqual([
      '13 readings read, 1 duplicates, 9 followed by another in the same 20 s (which counts), 1 values out of range, ' +
        '0 outside of their day, every 5 s',
    ]);
  });

  it('counts an hour that a clock without a zone repeats, 24:00 and a leap second', async () => {
    const hour = ['02:00:00', '02:30:00', '02:00:00', '02:30:00', '03:00:00'];
    const file = await given('odd.csv', [
      ...hour.map((time) => `A,2026-10-25 ${time},150,8,31,700`),
      'A,2026-10-25 24:00,150,8,31,700',
      'A,2026-10-26T23:59:60Z,150,8,31,700',
    ]);
    const [line] = await linesOf([file]);
    expect(line).toContain(
      '2 duplicates (the last one counts; 2 in times without a zone, such as an hour that comes twice)',
    );
    expect(line).toContain('every 1800 s, 1 at 24:00 taken as 00:00 of the next day, 1 in a leap second taken as');
  });
});

describe('a column of the air’s temperature', () => {
  it('comes with its array-day, at its slots; arrays without one have none', async () => {
    const file = path.join(folder, 'air.csv');
    const rows = [
      'A,2026-06-01T10:00:00Z,150,8,700,21.5',
      'A,2026-06-01T10:00:20Z,150,8,700,',
      'A,2026-06-01T10:00:40Z,150,8,700,999',
    ];
    const none = 'B,2026-06-01T10:00:00Z,150,8,700,';
    await writeFile(file, ['deviceId,timestamp,voltage,current,irradiance,Tair', ...rows, none].join('\n'));
    const map = columnMapSchema.parse({ temperature: 'none', airTemperature: 'Tair' });
    const readings = await FileReadings.read([file], { utcOffsetMinutes: 0, map });
    const days = [];
    for await (const day of readings.source(DEFAULT_NAMEPLATE).arrayDaysOf('2026-06-01')) days.push(day);
    await readings.close();
    const [a, b] = days;
    expect(Array.from(a?.airTemperature?.subarray(1800, 1803) ?? [])).toEqual([21.5, Number.NaN, Number.NaN]);
    expect(a?.series.temperature.some(Number.isFinite)).toBe(false);
    expect(b?.airTemperature).toBeNull();
  });
});

describe('the readings of files', () => {
  it('come back by day and device in the order they came, whatever did not fit into memory', async () => {
    const log = new ReadingLog();
    const count = 600_000;
    for (let i = 0; i < count; i++) {
      const values = { voltage: i % 1000, current: 1, temperature: 2, irradiance: 3, airTemperature: 4 };
      await log.add({ day: 20_000 + (i % 3), device: i % 7, file: i % 2, written: i % 8, timestampMs: i, ...values });
    }
    log.seal();
    expect(log.days()).toEqual([20_000, 20_001, 20_002]);
    let found = 0;
    let wrong = 0;
    for (const day of log.days()) {
      let before = { device: -1, timestampMs: -1 };
      for await (const reading of log.readingsOf(day)) {
        const { device, timestampMs: i, file, written, voltage } = reading;
        const inOrder = device > before.device || (device === before.device && i > before.timestampMs);
        const same = day === 20_000 + (i % 3) && device === i % 7 && file === i % 2 && written === i % 8;
        if (!inOrder || !same || voltage !== i % 1000) wrong++;
        before = reading;
        found++;
      }
    }
    await log.close();
    expect({ found, wrong }).toEqual({ found: count, wrong: 0 });
  });

  it('of 3,000 array-days are laid on a grid at a time: the last reading of a slot counts, across files', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, i) => `D${i % 300},2026-06-${String(1 + Math.floor(i / 300)).padStart(2, '0')}T12:00:00Z,100,8,31,700`,
    );
    const files = [await given('many.csv', rows), await given('again.csv', ['D7,2026-06-03T12:00:05Z,123,8,31,700'])];
    const readings = await FileReadings.read(files, { utcOffsetMinutes: 0 });
    const source = readings.source(DEFAULT_NAMEPLATE);
    expect(source.days()).toHaveLength(10);
    const voltages = new Map<string, number | undefined>();
    for (const day of source.days()) {
      for await (const { deviceId, series } of source.arrayDaysOf(day)) {
        voltages.set(`${deviceId} ${day}`, series.voltage[2160]);
      }
    }
    await readings.close();
    expect(voltages.size).toBe(3000);
    expect(voltages.get('D7 2026-06-03')).toBe(123);
    expect(voltages.get('D8 2026-06-03')).toBe(100);
  });
});
