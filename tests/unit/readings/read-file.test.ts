import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import { readingOf } from '#server/gateways/readings/rows/reading-rows.ts';

const HEADER = 'deviceId,timestamp,voltage,current,temperature,irradiance';
const EXPECTED = {
  deviceId: 'A',
  timestampMs: 1_763_900_000_000,
  voltage: 150.5,
  current: 8,
  temperature: 31,
  irradiance: 700,
  written: 0,
};
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph readings '));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array, utcOffsetMinutes = 0) {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const readings = [];
  for await (const row of readReadingsFile(file)) readings.push(readingOf(row, utcOffsetMinutes));
  return readings;
}

describe('files of readings', () => {
  it('are the same readings as CSV, NDJSON and Parquet', async () => {
    const csv = await read('a.csv', `${HEADER}\nA,1763900000000,150.5,8,31,700\n`);
    const ndjson = await read('a.ndjson', `${JSON.stringify({ ...EXPECTED, timestamp: EXPECTED.timestampMs })}\n`);
    const column = (name: string, value: string | number) => ({ name, data: [value] });
    const parquet = await read(
      'a.parquet',
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            column('deviceId', 'A'),
            { name: 'timestamp', data: [new Date(EXPECTED.timestampMs)], type: 'TIMESTAMP' },
            column('voltage', 150.5),
            { name: 'current', data: [8], type: 'DOUBLE' },
            { name: 'temperature', data: [31], type: 'DOUBLE' },
            { name: 'irradiance', data: [700], type: 'DOUBLE' },
          ],
        }),
      ),
    );
    expect(csv).toEqual([EXPECTED]);
    expect(ndjson).toEqual([EXPECTED]);
    expect(parquet).toEqual([EXPECTED]);
  });

  it('take a time with a zone as it is, and one without as plant standard time', async () => {
    const row = (time: string) => `${HEADER}\nA,${time},1,1,1,1\n`;
    const zoned = await read('b.csv', row('2025-11-23T13:13:20+01:00'), 60);
    const local = await read('c.csv', row('2025-11-23 13:13:20'), 60);
    expect(zoned[0]?.timestampMs).toBe(EXPECTED.timestampMs);
    expect(local[0]?.timestampMs).toBe(EXPECTED.timestampMs);
  });

  it('may leave a value empty: it is missing, not zero', async () => {
    const [reading] = await read('d.csv', `${HEADER}\nA,1763900000000,,8,NaN,700\n`);
    expect(reading?.voltage).toBeNaN();
    expect(reading?.temperature).toBeNaN();
  });

  it.each([
    ['no column', 'e.csv', 'deviceId,timestamp,voltage\nA,1,1\n', 'lacks the columns current, temperature, irradiance'],
    [
      'text for a number',
      'f.csv',
      `${HEADER}\nA,1763900000000,high,8,31,700\n`,
      'line 2: voltage must be a number, not "high"',
    ],
    ['a bad time', 'g.csv', `${HEADER}\nA,noon,1,8,31,700\n`, 'line 2: timestamp must be ISO 8601'],
    ['no device', 'h.csv', `${HEADER}\n,1763900000000,1,8,31,700\n`, 'line 2: deviceId must be'],
    ['no rows', 'i.csv', `${HEADER}\n`, 'holds no readings'],
    ['nothing', 'j.ndjson', '', 'holds no readings'],
    ['broken JSON', 'k.ndjson', '{"deviceId":\n', 'line 1: not JSON'],
    ['no Parquet', 'l.parquet', 'deviceId', 'l.parquet'],
    ['an unknown ending', 'm.xlsx', 'x', 'unknown kind of file'],
  ])('with %s are refused in one line that names the place', async (_, name, content, message) => {
    const failure = read(name, content);
    await expect(failure).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining(message) });
    await expect(failure).rejects.toMatchObject({ message: expect.not.stringContaining('\n') });
  });

  it('packed by gzip are read like those that are not; a broken one, and one long line, are refused by name', async () => {
    const packed = gzipSync(`${HEADER}\nA,1763900000000,150.5,8,31,700\n`);
    expect(await read('p.csv.gz', packed)).toMatchObject([EXPECTED]);
    await expect(read('q.csv.gz', packed.subarray(0, 40))).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('q.csv.gz: unexpected end of file'),
    });
    const longLine = gzipSync(Buffer.alloc(1 << 26, 'a'));
    await expect(read('r.csv.gz', longLine)).rejects.toMatchObject({
      message: expect.stringContaining('line 1 is longer than 65536 bytes'),
    });
    await expect(read('s.parquet.gz', packed)).rejects.toMatchObject({
      message: expect.stringContaining('unknown kind of file'),
    });
  });

  it('that do not exist are named', async () => {
    const reading = readReadingsFile(path.join(folder, 'none.csv')).next();
    await expect(reading).rejects.toMatchObject({ message: expect.stringContaining('there is no such file') });
  });
});
