import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { readColumnMap } from '#jobs/commands/columns/options.ts';
import { checkedReading } from '#jobs/commands/produce/check-row.ts';
import { openFileSource } from '#jobs/commands/produce/file-source.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'heliograph mapped '));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const given = (name: string, rows: readonly string[]) => {
  const file = path.join(folder, name);
  writeFileSync(file, ['Zeit,G,U_ARRAY00001,P_ARRAY00001,U_ARRAY00002,P_ARRAY00002', ...rows].join('\n'));
  return file;
};
const MAP = readColumnMap({
  map: 'timestamp=Zeit:dd.mm.yyyy,irradiance=G,temperature=none,voltage=U_{device},power=P_{device}',
});

it('wide files by a map are published side by side in the order of their times, an array a column', async () => {
  const late = given('late.csv', ['01.06.2026 12:00,700,150,1200,160,800', '01.06.2026 12:02,710,150,1200,160,800']);
  const early = given('early.csv', ['01.06.2026 12:01,705,150,1200,160,800']);
  const source = await openFileSource([late, early], { inTime: true, utcOffsetMinutes: 0, map: MAP });
  const readings = [];
  for await (const row of source.rows) readings.push(checkedReading(row, source.utcOffsetMinutes));
  expect(readings.map(({ irradiance }) => irradiance)).toEqual([700, 700, 705, 705, 710, 710]);
  expect(readings.map(({ deviceId }) => deviceId)).toEqual(
    Array.from({ length: 3 }, () => ['ARRAY00001', 'ARRAY00002']).flat(),
  );
  expect(readings.map(({ current }) => current)).toEqual([8, 5, 8, 5, 8, 5]);
});

it('the same files by another map are another source: a checkpoint of one is none of the other', async () => {
  const file = given('one.csv', ['01.06.2026 12:00,700,150,1200,160,800']);
  const named = async (map: typeof MAP) =>
    (await openFileSource([file], { inTime: false, utcOffsetMinutes: 0, map })).identity?.name;
  expect(await named(MAP)).not.toBe(await named(null));
  expect(await named(MAP)).toBe(await named(MAP));
  expect(await named(null)).toBe('files');
});
