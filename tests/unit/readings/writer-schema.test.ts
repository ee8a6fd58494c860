import avro from 'avsc';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#models/photovoltaic/random.ts';
import { READING_SCHEMA, type ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { DecodeFailure } from '#server/gateways/readings/decode-failure.ts';
import { DeviceIds } from '#server/gateways/readings/device-ids.ts';
import { decodeEvolvedReading } from '#server/gateways/readings/evolved-reading.ts';
import { ReadingBatchBuilder } from '#server/gateways/readings/reading-batch-builder.ts';
import { planWriter } from '#server/gateways/readings/writer-schema.ts';

interface Field {
  name: string;
  aliases?: string[];
  type: unknown;
  default?: unknown;
}
const FIELDS: Field[] = READING_SCHEMA.fields;
const READING: ReadingRecord = {
  deviceId: 'DEMO000001',
  timestamp: 1_782_000_000_123,
  voltage: 181.5,
  current: 8.25,
  temperature: -4.5,
  irradiance: 700,
};

const record = (fields: readonly Field[]) => ({ ...READING_SCHEMA, fields });
const changed = (name: string, change: Partial<Field>) =>
  record(FIELDS.map((field) => (field.name === name ? { ...field, ...change } : field)));
const extra = (type: unknown, at = 1) => record(FIELDS.toSpliced(at, 0, { name: 'extra', type }));

const rules = { deviceIds: new DeviceIds(), utcOffsetMinutes: 0 };

function read(schema: object, message: Buffer, readerSchema: object = READING_SCHEMA) {
  const batch = new ReadingBatchBuilder(1);
  decodeEvolvedReading(message, 0, message.length, planWriter(schema, readerSchema), rules, batch);
  const { deviceIds, timestampsMs, voltage, current, temperature, irradiance } = batch.take();
  const [deviceId, timestamp] = [deviceIds[0], timestampsMs[0]];
  return {
    ...{ deviceId, timestamp, voltage: voltage[0], current: current[0] },
    ...{ temperature: temperature[0], irradiance: irradiance[0] },
  };
}

const written = (schema: object, reading: object) =>
  avro.Type.forSchema(schema as avro.Schema, { wrapUnions: 'always' }).toBuffer(reading);

describe("a writer's own schema", () => {
  it.each([
    ['fields in another order', record(FIELDS.toReversed()), {}, {}],
    ['an optional field more', extra(['null', 'string']), { extra: { string: 'north' } }, {}],
    ['a map more', extra({ type: 'map', values: 'double' }), { extra: { a: 1, b: 2 } }, {}],
    ['an array more', extra({ type: 'array', items: ['null', 'int'] }, 6), { extra: [null, { int: 7 }] }, {}],
    ['whole numbers', changed('irradiance', { type: 'int' }), {}, {}],
    ['long numbers', changed('voltage', { type: 'long' }), { voltage: 180 }, { voltage: 180 }],
    ['doubles', changed('current', { type: 'double' }), { current: 1.1 }, { current: Math.fround(1.1) }],
    ['a value that may be null', changed('current', { type: ['null', 'float'] }), { current: null }, { current: NaN }],
    [
      'a value that may be null, but is not',
      changed('current', { type: ['null', 'float'] }),
      { current: { float: 2 } },
      { current: 2 },
    ],
    ['a deviceId of bytes', changed('deviceId', { type: 'bytes' }), { deviceId: Buffer.from('DEMO000001') }, {}],
  ])('is read with %s', (_, schema, sent, found) => {
    expect(read(schema, written(schema, { ...READING, ...sent }))).toEqual({ ...READING, ...found });
  });

  it('is read by the aliases of ours, and ours with a default may be absent', () => {
    const ours = changed('deviceId', { aliases: ['device_id'] });
    ours.fields = (ours.fields as Field[]).map((field) =>
      field.name === 'temperature' ? { ...field, default: 25 } : field,
    );
    const theirs = changed('deviceId', { name: 'device_id' });
    theirs.fields = (theirs.fields as Field[]).filter(({ name }) => name !== 'temperature');
    const message = written(theirs, { ...READING, device_id: READING.deviceId });
    expect(read(theirs, message, ours)).toEqual({ ...READING, temperature: 25 });
  });

  it('is read as avsc resolves it', () => {
    const random = createRandom('schemas');
    const reader = avro.Type.forSchema(READING_SCHEMA);
    for (let round = 0; round < 200; round++) {
      const fields = FIELDS.map((field) =>
        field.type === 'float' ? { ...field, type: random.pick(['int', 'long', 'float']) } : field,
      );
      const others = ['boolean', 'bytes', 'double', { type: 'array', items: 'string' }, ['null', 'long']];
      fields.splice(random.integer(0, 6), 0, { name: 'extra', type: random.pick(others) });
      const order = fields.map((field) => ({ field, key: random.uniform(0, 1) })).sort((a, b) => a.key - b.key);
      const schema = record(order.map(({ field }) => field));
      const writer = avro.Type.forSchema(schema as avro.Schema);
      const sent = { ...(writer.random() as unknown as object), deviceId: 'DEMO000001', timestamp: round };
      const message = writer.toBuffer(sent);
      const { deviceId, timestamp, ...channels } = reader.fromBuffer(message, reader.createResolver(writer));
      const rounded = Object.entries(channels).map(([name, value]) => [name, Math.fround(Number(value))]);
      expect(read(schema, message)).toEqual({ deviceId, timestamp, ...Object.fromEntries(rounded) });
    }
  });

  it.each([
    ['lacks a field', record(FIELDS.filter(({ name }) => name !== 'current')), 'lacks the field current'],
    ['has text for a number', changed('voltage', { type: 'string' }), 'its field voltage is string'],
    ['may have text for a number', changed('voltage', { type: ['float', 'string'] }), 'its field voltage is string'],
    ['has a fraction for a time', changed('timestamp', { type: 'double' }), 'its field timestamp is double'],
    [
      'has a time of day for a time',
      changed('timestamp', { type: { type: 'long', logicalType: 'time-micros' } }),
      'its field timestamp is time-micros',
    ],
    [
      'has a time for a measured value',
      changed('voltage', { type: ['null', { type: 'long', logicalType: 'timestamp-millis' }] }),
      'its field voltage is timestamp-millis',
    ],
    ['is called otherwise', { ...READING_SCHEMA, name: 'Invoice' }, 'called "Invoice", not Reading'],
    ['is no record', { type: 'array', items: 'string' }, 'it is no record'],
    ['is no schema', { type: 'rekord' }, 'rekord'],
  ])('is refused with the name of what does not fit when it %s', (_, schema, message) => {
    expect(() => planWriter(schema)).toThrow(
      expect.objectContaining({ reason: 'incompatible_schema', message: expect.stringContaining(message) }),
    );
  });

  it.each([
    ['an array of 2^40 entries', { type: 'array', items: 'string' }, [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02]],
    ['an array of 2^40 nulls', { type: 'array', items: 'null' }, [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02]],
    ['a block that leads backwards', { type: 'array', items: 'string' }, [0x01, 0x09, 0x00]],
    ['a branch that is not there', ['null', 'string'], [0x08]],
    ['a record in itself for ever', { type: 'record', name: 'Self', fields: [{ name: 'self', type: 'Self' }] }, []],
  ])('holds nothing up with %s', (_, type, bytes) => {
    expect(() => read(extra(type, 6), Buffer.concat([written(READING_SCHEMA, READING), Buffer.from(bytes)]))).toThrow(
      DecodeFailure,
    );
  });
});
