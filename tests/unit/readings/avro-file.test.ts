import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { readAvroFile } from '#server/gateways/readings/read-avro-file.ts';
import { writeAvroFile } from '#server/gateways/readings/write-avro-file.ts';

const READINGS = 20_000;
let folder = '';
let file = '';

function* readings(): Generator<ReadingRecord> {
  for (let i = 0; i < READINGS; i++) {
    const deviceId = `DEMO${String(i % 7).padStart(6, '0')}`;
    yield {
      deviceId,
      timestamp: 1.76e12 + i * 20_000,
      voltage: i % 250,
      current: 3.5,
      temperature: -4,
      irradiance: i % 1000,
    };
  }
}

async function readAll() {
  const found: { deviceId: string | undefined; timestampMs: number | undefined; voltage: number | undefined }[] = [];
  for await (const { batch } of readAvroFile(file, { utcOffsetMinutes: 0, checkTimes: true })) {
    for (let i = 0; i < batch.count; i++) {
      found.push({ deviceId: batch.deviceIds[i], timestampMs: batch.timestampsMs[i], voltage: batch.voltage[i] });
    }
  }
  return found;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph avro '));
  file = path.join(folder, 'partition-000.avro');
});
afterEach(() => rm(folder, { recursive: true }));

describe('Avro files of readings', () => {
  it('give back every reading, in order', async () => {
    await writeAvroFile(file, readings());
    const found = await readAll();
    const expected = [...readings()].map(({ deviceId, timestamp, voltage }) => ({
      deviceId,
      timestampMs: timestamp,
      voltage,
    }));
    expect(found).toEqual(expected);
  });

  it.each([
    ['empty', (whole: Buffer) => whole.subarray(0, 0)],
    ['cut in its header', (whole: Buffer) => whole.subarray(0, 40)],
    ['cut in a block', (whole: Buffer) => whole.subarray(0, whole.length - 1000)],
    ['not Avro', () => Buffer.from('deviceId,timestamp\n')],
    ['overwritten in the middle', (whole: Buffer) => Buffer.from(whole).fill(0xff, 5000, 5100)],
  ])('are refused by name when the file is %s', async (_, damage) => {
    await writeAvroFile(file, readings());
    await writeFile(file, damage(await readFile(file)));
    await expect(readAll()).rejects.toMatchObject({ code: 'damaged_file', message: expect.stringContaining(file) });
  });

  it('leave nothing behind when writing fails half-way', async () => {
    function* failing(): Generator<ReadingRecord> {
      yield* readings();
      throw new Error('the logger died');
    }
    await expect(writeAvroFile(file, failing())).rejects.toMatchObject({ code: 'storage' });
    expect(await readdir(folder)).toEqual([]);
  });
});
