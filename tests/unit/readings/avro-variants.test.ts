import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import zlib from 'node:zlib';
import snappy from 'snappy';
import { describe, expect, it } from 'vitest';
import { AvroFileSource } from '#server/gateways/readings/avro-file-source.ts';
import { READING_SCHEMA } from '#server/gateways/readings/avro-schema.ts';
import { ReadingBatchBuilder } from '#server/gateways/readings/reading-batch-builder.ts';
import { createReadingDecoder } from '#server/gateways/readings/reading-decoder.ts';
import {
  containerOf,
  encoded,
  encodedAt,
  givenFile,
  goldenReadings,
  readingsIn,
  refusalOf,
  schemaWith,
  timesIn,
  VALUES,
  varint,
} from './given-file.ts';

const NOON_MS = Date.parse('2026-06-01T12:00:00Z');
const NOON = '2026-06-01T12:00:00.000Z';
const READING = { ...VALUES, timestamp: NOON_MS };
const logical = (logicalType: string) => ({ type: 'long', logicalType });

async function avroFile(schema: unknown, reading: object, name = 'readings.avro'): Promise<string> {
  return givenFile(name, containerOf(schema, 'null', { count: 1, packed: encoded(schema, [reading]) }));
}

/** A file of one reading, whose time is of this type. */
function fileAt(type: unknown, timestamp: bigint, branch?: number): Promise<string> {
  const block = { count: 1, packed: encodedAt(timestamp, branch) };
  return givenFile('readings.avro', containerOf(schemaWith({ timestamp: type }), 'null', block));
}

describe('times of an Avro file', () => {
  it.each([
    ['timestamp-millis', 1n],
    ['timestamp-micros', 1000n],
    ['timestamp-nanos', 1_000_000n],
  ])('are read by their logical type, in a union too: %s', async (type, perMs) => {
    const variants: [unknown, number?][] = [
      [logical(type)],
      [['null', logical(type)], 1],
      [[logical(type), 'null'], 0],
      [['int', 'null', logical(type)], 2],
    ];
    for (const [timestamp, branch] of variants) {
      expect(await timesIn(await fileAt(timestamp, BigInt(NOON_MS) * perMs, branch))).toEqual([NOON]);
      // What is left of a unit smaller than a millisecond is cut off.
      expect(await timesIn(await fileAt(timestamp, BigInt(NOON_MS + 1) * perMs - 1n, branch))).toEqual([NOON]);
    }
  });

  it.each([
    ['local-timestamp-millis', 1n],
    ['local-timestamp-micros', 1000n],
    ['local-timestamp-nanos', 1_000_000n],
  ])("without a zone are the plant's standard time: %s", async (type, perMs) => {
    const file = await fileAt(logical(type), BigInt(NOON_MS) * perMs);
    expect(await timesIn(file, -300)).toEqual(['2026-06-01T17:00:00.000Z']);
  });

  it.each([
    [NOON_MS / 1000, 'epoch seconds'],
    [NOON_MS * 1000, 'epoch microseconds'],
    [NOON_MS * 1e6, 'epoch nanoseconds'],
  ])('that are bare integers and no milliseconds are refused with their place: %d', async (timestamp, look) => {
    for (const type of [
      'long',
      { type: 'long', 'connect.name': 'a.Time' },
      { type: 'long', logicalType: 'unheard-of' },
    ]) {
      const file = await fileAt(type, BigInt(timestamp));
      const refusal = await refusalOf(file);
      expect(refusal).toMatch(/^invalid_input: .*readings\.avro reading 1: timestamp must be epoch milliseconds/);
      expect(refusal).toContain(`looks like ${look}`);
    }
  });

  it('that are declared as milliseconds and are seconds are refused as well', async () => {
    const file = await avroFile(READING_SCHEMA, { ...READING, timestamp: NOON_MS / 1000 });
    expect(await refusalOf(file)).toContain('reading 1: timestamp must be from 2000 to 2100');
    expect(await refusalOf(file)).toContain('looks like epoch seconds');
  });

  it.each(['time-millis', 'time-micros', 'date'])(
    'that are no point in time are refused by their type: %s',
    async (logicalType) => {
      const type = { type: logicalType === 'time-micros' ? 'long' : 'int', logicalType };
      const file = await avroFile(schemaWith({ timestamp: type }), { ...READING, timestamp: 1000 });
      expect(await refusalOf(file)).toContain(`its field timestamp is ${logicalType}, which is no point in time`);
    },
  );
});

describe('times of a message', () => {
  it('are read as those of a file are: by their unit, at the offset of the plant, bare ones only as milliseconds', async () => {
    const read = async (type: unknown, timestamp: number) => {
      const schema = schemaWith({ timestamp: type });
      const READINGS_SCHEMA = await givenFile('writer.avsc', JSON.stringify(schema));
      const message = encoded(schema, [{ ...READING, timestamp }]);
      const batch = new ReadingBatchBuilder(1);
      createReadingDecoder({ READINGS_SCHEMA }, -300).decodeInto(message, 0, message.length, batch);
      return new Date(batch.take().timestampsMs[0] ?? Number.NaN).toISOString();
    };
    expect(await read(logical('timestamp-micros'), NOON_MS * 1000)).toBe(NOON);
    expect(await read(logical('local-timestamp-millis'), NOON_MS)).toBe('2026-06-01T17:00:00.000Z');
    expect(await read('long', NOON_MS)).toBe(NOON);
    await expect(read('long', NOON_MS / 1000)).rejects.toMatchObject({
      reason: 'bad_timestamp',
      message: expect.stringContaining('looks like epoch seconds'),
    });
  });
});

describe('an Avro file', () => {
  it('may hold what a message may: doubles, nullable unions, whole numbers, fields of others, another order', async () => {
    const schema = schemaWith({
      voltage: 'double',
      current: ['null', 'double'],
      temperature: ['int', 'null'],
      irradiance: 'long',
    });
    schema.fields = [
      { name: 'site', type: { type: 'map', values: ['null', 'string'] } },
      ...schema.fields.toReversed(),
      { name: 'quality', type: { type: 'enum', name: 'Quality', symbols: ['GOOD', 'BAD'] } },
    ];
    const sent = { ...READING, current: { double: 8 }, temperature: { int: 31 }, quality: 'BAD', site: { a: null } };
    expect(await readingsIn(await avroFile(schema, sent))).toMatchObject([VALUES]);
    const [missing] = await readingsIn(await avroFile(schema, { ...sent, current: null }));
    expect(missing?.current).toBeNaN();
  });

  it('of doubles and one of microseconds are read as the small files have them', async () => {
    expect(await readingsIn(goldenReadings('double.avro'))).toMatchObject([{ deviceId: 'SIM0000001', voltage: 150 }]);
    expect((await timesIn(goldenReadings('micros.avro')))[0]).toContain('2026-06-01');
  });

  const plain = encoded(READING_SCHEMA, [READING, READING]);
  const crc = (bytes: Buffer) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(zlib.crc32(bytes));
    return sum;
  };
  const CODECS: Record<string, (bytes: Buffer) => Buffer> = {
    null: (bytes) => bytes,
    deflate: (bytes) => zlib.deflateRawSync(bytes),
    snappy: (bytes) => Buffer.concat([snappy.compressSync(bytes), crc(bytes)]),
    zstandard: (bytes) => zlib.zstdCompressSync(bytes),
  };
  it.each(Object.entries(CODECS))('is read in codec %s', async (codec, pack) => {
    const file = await givenFile('c.avro', containerOf(READING_SCHEMA, codec, { count: 2, packed: pack(plain) }));
    expect(await readingsIn(file)).toHaveLength(2);
  });

  it.each(['bzip2', 'xz', '__proto__'])('in a codec that is not read is refused by its name: %s', async (codec) => {
    const file = await givenFile('c.avro', containerOf(READING_SCHEMA, codec, { count: 2, packed: plain }));
    expect(await refusalOf(file)).toBe(
      `invalid_input: ${file}: its codec is ${codec}, which is not read; null, deflate, snappy, zstandard are`,
    );
  });

  const zeros = Buffer.alloc(65 * 2 ** 20);
  it.each([
    ['deflate', () => zlib.deflateRawSync(zeros)],
    ['zstandard', () => zlib.zstdCompressSync(zeros)],
    ['snappy', () => Buffer.concat([varint(2 ** 31), Buffer.alloc(8)])],
  ])('whose block unpacks to more than memory should hold is refused by name: %s', async (codec, bomb) => {
    const file = await givenFile('bomb.avro', containerOf(READING_SCHEMA, codec, { count: 1, packed: bomb() }));
    expect(await refusalOf(file)).toMatch(/^damaged_file: .*bomb\.avro.*block 1 unpacks to more than/);
  });

  it.each([
    ['says that 2^40 readings are in it', { count: 2 ** 40, packed: plain }, 'ends within the length of deviceId'],
    [
      'says that fewer readings are in it than there are',
      { count: 1, packed: plain },
      'bytes follow the readings of block 1',
    ],
  ])('whose block %s is refused', async (_, block, message) => {
    const file = await givenFile('count.avro', containerOf(READING_SCHEMA, 'null', block));
    expect(await refusalOf(file)).toContain(message);
  });

  it('of 17 bytes that say 2^40 is refused by name, when it is classified and when a day reads it', async () => {
    expect(await refusalOf(goldenReadings('meta.avro'))).toMatch(
      /^damaged_file: .*meta\.avro is not a whole Avro file/,
    );
    const root = path.dirname(await givenFile('root', ''));
    const folder = path.join(root, 'plant=p', 'day=2026-06-01');
    await mkdir(folder, { recursive: true });
    await copyFile(goldenReadings('meta.avro'), path.join(folder, 'partition-000.avro'));
    const source = new AvroFileSource(root, 'p');
    const day = { day: '2026-06-01', startMs: Date.parse('2026-06-01') };
    const shard = { partition: 0, offsets: null };
    await expect(source.read(day, shard).next()).rejects.toMatchObject({
      code: 'damaged_file',
      message: expect.stringContaining(source.nameOf('2026-06-01', shard)),
    });
  });

  const withExtra = (type: unknown) => ({
    ...READING_SCHEMA,
    fields: [...READING_SCHEMA.fields, { name: 'extra', type }],
  });
  /** 2^40 records of nothing, each in the one before. */
  const nothing = Array.from({ length: 40 }).reduce<unknown>(
    (inner, _, level) => ({
      type: 'record',
      name: `Level${level}`,
      fields: [
        { name: 'a', type: inner },
        { name: 'b', type: level === 0 ? 'null' : `Level${level - 1}` },
      ],
    }),
    'null',
  );
  it.each([
    ['an array of 2^40 texts', { type: 'array', items: 'string' }, varint(2 ** 40)],
    ['a map of 2^40 entries', { type: 'map', values: 'long' }, varint(2 ** 40)],
    ['a text of 2^40 bytes', 'string', varint(2 ** 40)],
    ['bytes of a negative length', 'bytes', varint(-5)],
    ['a record in itself', { type: 'record', name: 'Self', fields: [{ name: 'self', type: 'Self' }] }, Buffer.alloc(0)],
    [
      'a list that is its own end',
      { type: 'record', name: 'L', fields: [{ name: 'n', type: ['null', 'L'] }] },
      Buffer.alloc(90, 2),
    ],
  ])('with %s is refused by name', async (_, type, bytes) => {
    const packed = Buffer.concat([encoded(READING_SCHEMA, [READING]), bytes]);
    const file = await givenFile('extra.avro', containerOf(withExtra(type), 'null', { count: 1, packed }));
    expect(await refusalOf(file)).toMatch(/^(damaged_file|invalid_input): .*extra\.avro/);
  });

  it('with a trillion records of nothing is read at once', async () => {
    const packed = encoded(READING_SCHEMA, [READING]);
    const file = await givenFile('nothing.avro', containerOf(withExtra(nothing), 'null', { count: 1, packed }));
    expect(await readingsIn(file)).toMatchObject([VALUES]);
  });

  it('whose union holds a union, and whose schema is nested without end, are refused by name', async () => {
    const nested = ['null', ['null', 'long']];
    const deep = `${'{"type":"array","items":'.repeat(20_000)}"int"${'}'.repeat(20_000)}`;
    for (const type of [JSON.stringify(nested), deep]) {
      const packed = encoded(READING_SCHEMA, [READING]);
      const schema = JSON.stringify(withExtra('EXTRA')).replace('"EXTRA"', type);
      const file = await givenFile('schema.avro', containerOf(schema, 'null', { count: 1, packed }));
      expect(await refusalOf(file)).toMatch(
        /^invalid_input: .*schema\.avro: the writer's schema is no schema of readings/,
      );
    }
  });
});
