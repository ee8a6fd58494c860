import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import avro from 'avsc';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#models/photovoltaic/random.ts';
import { READING_SCHEMA, READING_TYPE, type ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { DecodeFailure } from '#server/gateways/readings/decode-failure.ts';
import { DeviceIds } from '#server/gateways/readings/device-ids.ts';
import { decodeEvolvedReading } from '#server/gateways/readings/evolved-reading.ts';
import { decodePlainReading } from '#server/gateways/readings/plain-reading.ts';
import { ReadingBatchBuilder } from '#server/gateways/readings/reading-batch-builder.ts';
import { createReadingDecoder, type ReadingDecoder } from '#server/gateways/readings/reading-decoder.ts';
import { planWriter } from '#server/gateways/readings/writer-schema.ts';

const READING: ReadingRecord = {
  deviceId: 'DEMO000001',
  timestamp: 1_782_000_000_123,
  voltage: 181.5,
  current: 8.25,
  temperature: -4.5,
  irradiance: 700,
};
const GOOD = READING_TYPE.toBuffer(READING);
const PLAIN = { READINGS_SCHEMA: undefined };
const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const short = (value: Buffer, batch: ReadingBatchBuilder) =>
  decodePlainReading(value, 0, value.length, new DeviceIds(), batch);
const OUR_PLAN = planWriter(READING_SCHEMA);
const general = (value: Buffer, batch: ReadingBatchBuilder) =>
  decodeEvolvedReading(value, 0, value.length, OUR_PLAN, { deviceIds: new DeviceIds(), utcOffsetMinutes: 0 }, batch);

const whole = (decoder: ReadingDecoder) => (value: Buffer, batch: ReadingBatchBuilder) =>
  decoder.decodeInto(value, 0, value.length, batch);

function records(batch: ReadingBatchBuilder): ReadingRecord[] {
  const { count, deviceIds, timestampsMs, voltage, current, temperature, irradiance } = batch.take();
  return Array.from({ length: count }, (_, i) => ({
    deviceId: deviceIds[i] ?? '',
    timestamp: timestampsMs[i] ?? Number.NaN,
    voltage: voltage[i] ?? Number.NaN,
    current: current[i] ?? Number.NaN,
    temperature: temperature[i] ?? Number.NaN,
    irradiance: irradiance[i] ?? Number.NaN,
  }));
}

function randomReadings(count: number): ReadingRecord[] {
  const random = createRandom('readings');
  const value = () =>
    random.pick([Number.NaN, Infinity, -0, Math.fround(random.normal() * 10 ** random.integer(-9, 9))]);
  return Array.from({ length: count }, () => ({
    deviceId: Array.from({ length: 10 }, () => random.pick(CHARACTERS)).join(''),
    timestamp: Math.trunc(random.uniform(-1, 1) * 2 ** random.integer(0, 52)) + 0,
    voltage: value(),
    current: value(),
    temperature: value(),
    irradiance: value(),
  }));
}

describe('the decoders of readings', () => {
  it.each([
    ['short', short],
    ['general', general],
  ])('give back every reading that was encoded: the %s one', (_, decode) => {
    const readings = randomReadings(5000);
    const batch = new ReadingBatchBuilder(readings.length);
    for (const reading of readings) decode(READING_TYPE.toBuffer(reading), batch);
    expect(records(batch)).toEqual(readings);
  });

  it('never crash, hang or append on bytes that are no reading', () => {
    const random = createRandom('bytes');
    const decoder = createReadingDecoder(PLAIN);
    const batch = new ReadingBatchBuilder(1);
    let refused = 0;
    for (let round = 0; round < 20_000; round++) {
      const value = Buffer.from(GOOD.subarray(0, random.integer(0, GOOD.length)));
      const noise = Buffer.from(Array.from({ length: random.integer(0, 40) }, () => random.integer(0, 255)));
      const message = Buffer.concat(random.chance(0.5) ? [value, noise] : [noise]);
      try {
        decoder.decodeInto(message, 0, message.length, batch);
        // What is taken must be a reading for avsc as well.
        expect(records(batch)).toEqual([{ ...(READING_TYPE.fromBuffer(message) as ReadingRecord) }]);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeFailure);
        expect(batch.empty).toBe(true);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(10_000);
  });

  it('agree on every message with one byte changed', () => {
    const decoder = createReadingDecoder(PLAIN);
    for (let at = 0; at < GOOD.length; at++) {
      for (let byte = 0; byte < 256; byte++) {
        const message = Buffer.from(GOOD);
        message[at] = byte;
        expect(outcome(message, whole(decoder))).toEqual(outcome(message, general));
      }
    }
  });

  it.each(['DEMO00001', 'demo000001', 'Inv 3/string#2', 'Wechselrichter-Süd-07', 'X'.repeat(64)])(
    'take the deviceId %s as it is',
    (deviceId) => {
      const message = READING_TYPE.toBuffer({ ...READING, deviceId });
      const [reading] = outcome(message, whole(createReadingDecoder(PLAIN)));
      expect(reading).toMatchObject({ deviceId });
    },
  );

  const encoded = (changes: Partial<ReadingRecord>) => READING_TYPE.toBuffer({ ...READING, ...changes });
  const varint = (...bytes: number[]) => Buffer.concat([GOOD.subarray(0, 11), Buffer.from(bytes), GOOD.subarray(-16)]);
  it.each([
    ['empty', 'empty', Buffer.alloc(0)],
    ['cut off in the deviceId', 'truncated', GOOD.subarray(0, 7)],
    ['cut off in the timestamp', 'truncated', GOOD.subarray(0, 13)],
    ['cut off in a channel', 'truncated', GOOD.subarray(0, -1)],
    ['followed by more', 'trailing_bytes', Buffer.concat([GOOD, Buffer.from('!')])],
    ['with a timestamp of 11 bytes', 'bad_varint', varint(...Array(10).fill(0x80), 0)],
    ['with a negative length', 'bad_length', Buffer.from([1, ...GOOD.subarray(1)])],
    ['with a deviceId of 65 characters', 'bad_device_id', encoded({ deviceId: 'D'.repeat(65) })],
    ['with a deviceId that steers a terminal', 'bad_device_id', encoded({ deviceId: 'demo\u001b[2J' })],
    ['with no deviceId', 'bad_device_id', encoded({ deviceId: '' })],
    ['with a time beyond dates', 'bad_timestamp', varint(0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)],
    ['of JSON', 'bad_length', Buffer.from('{"deviceId":"DEMO000001"}')],
  ])('refuse a message that is %s: %s', (_, reason, message) => {
    expect(outcome(message, whole(createReadingDecoder(PLAIN)))).toEqual([reason]);
  });

  it('refuse a message without a value', () => {
    const decode = () => createReadingDecoder(PLAIN).decodeInto(GOOD, 5, 5, new ReadingBatchBuilder(1));
    expect(decode).toThrow(expect.objectContaining({ reason: 'empty' }));
  });

  it('read NaN as a value that is missing, not as a bad message', () => {
    const [reading] = outcome(encoded({ current: Number.NaN }), whole(createReadingDecoder(PLAIN)));
    expect(reading).toEqual({ ...READING, current: Number.NaN });
  });
});

function outcome(message: Buffer, decode: (value: Buffer, batch: ReadingBatchBuilder) => unknown) {
  const batch = new ReadingBatchBuilder(1);
  try {
    decode(message, batch);
    return records(batch);
  } catch (error) {
    return [error instanceof DecodeFailure ? error.reason : error];
  }
}

describe('READINGS_SCHEMA', () => {
  it('names the schema that plain messages are written in', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'heliograph schema '));
    const file = path.join(folder, 'writer.avsc');
    const schema = { ...READING_SCHEMA, fields: READING_SCHEMA.fields.toReversed() };
    await writeFile(file, JSON.stringify(schema));
    const decode = whole(createReadingDecoder({ READINGS_SCHEMA: file }));
    expect(outcome(avro.Type.forSchema(schema).toBuffer(READING), decode)).toEqual([READING]);
    await rm(folder, { recursive: true });
    const decoder = () => createReadingDecoder({ READINGS_SCHEMA: file });
    expect(decoder).toThrow(expect.objectContaining({ code: 'invalid_input', message: expect.stringContaining(file) }));
  });
});
