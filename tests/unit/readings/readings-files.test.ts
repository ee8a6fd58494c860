import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import { readingOf } from '#server/gateways/readings/rows/reading-rows.ts';
import { writeReadingsFile } from '#server/gateways/readings/write-readings-file.ts';

const READINGS: ReadingRecord[] = Array.from({ length: 5000 }, (_, i) => ({
  deviceId: `SIM000000${i % 3}`,
  timestamp: Date.parse('2026-06-01T00:00:00.585Z') + i * 20_000,
  voltage: (i % 2500) / 10,
  current: -0.01 + (i % 3000) / 100,
  temperature: -12.5 + (i % 70),
  irradiance: (i % 1200) - 2,
}));
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph readings '));
});
afterEach(() => rm(folder, { recursive: true }));

describe.each(['csv', 'parquet'] as const)('a %s file of readings', (format) => {
  it('gives npm run classify back what was written, to the thousandth', async () => {
    const file = path.join(folder, `readings.${format}`);
    await writeReadingsFile(format, file, READINGS);
    let index = 0;
    for await (const row of readReadingsFile(file)) {
      const { timestampMs, ...found } = readingOf(row, 0);
      const { timestamp, ...written } = READINGS[index++] as ReadingRecord;
      expect(timestampMs).toBe(timestamp);
      expect(found.deviceId).toBe(written.deviceId);
      for (const channel of ['voltage', 'current', 'temperature', 'irradiance'] as const) {
        expect(Math.abs(found[channel] - written[channel])).toBeLessThan(0.001);
      }
    }
    expect(index).toBe(READINGS.length);
  });

  it('is there whole or not at all, and says why it could not be written', async () => {
    await writeFile(path.join(folder, 'taken'), '');
    const file = path.join(folder, 'taken', `readings.${format}`);
    await expect(writeReadingsFile(format, file, READINGS)).rejects.toThrow(`cannot write ${file}`);
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('a CSV file of readings', () => {
  it('leaves the cell of a missing value empty', async () => {
    const file = path.join(folder, 'gaps.csv');
    await writeReadingsFile('csv', file, [{ ...(READINGS[0] as ReadingRecord), current: Number.NaN }]);
    expect(await readFile(file, 'utf8')).toBe(
      'deviceId,timestamp,voltage,current,temperature,irradiance\nSIM0000000,2026-06-01T00:00:00.585Z,0,,-12.5,-2\n',
    );
  });
});
