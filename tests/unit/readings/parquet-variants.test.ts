import { readFile } from 'node:fs/promises';
import zlib from 'node:zlib';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { checkPage } from '#server/gateways/readings/parquet/page-check.ts';
import { ThriftCursor } from '#server/gateways/readings/parquet/thrift-cursor.ts';
import { givenFile, goldenReadings, readingsIn, refusalOf, timesIn, VALUES } from './given-file.ts';

const NOON_MS = Date.parse('2026-06-01T12:00:00Z');
const NOON = '2026-06-01T12:00:00.000Z';

type Column = Omit<ColumnSource, 'name'>;
type Element = Record<string, unknown>;

/** A Parquet file of one reading a time, some of its columns and their declarations as a test wants them. */
function parquetOf(
  columns: Record<string, Column> = {},
  elements: Record<string, Element> = {},
  options: { codec?: 'UNCOMPRESSED'; rowGroupSize?: number; pageSize?: number } = {},
): Uint8Array {
  const rows = Object.values(columns)[0]?.data.length ?? 1;
  const data = (value: unknown) => Array.from({ length: rows }, () => value);
  const all: Record<string, Column> = {
    deviceId: { data: data(VALUES.deviceId), type: 'STRING' },
    timestamp: { data: data(new Date(NOON_MS)), type: 'TIMESTAMP' },
    voltage: { data: data(150), type: 'DOUBLE' },
    current: { data: data(8), type: 'DOUBLE' },
    temperature: { data: data(31), type: 'DOUBLE' },
    irradiance: { data: data(700), type: 'DOUBLE' },
    ...columns,
  } as Record<string, Column>;
  const names = Object.keys(all);
  const columnData = names.map((name) => ({ name, ...all[name] }) as ColumnSource);
  const schema =
    Object.keys(elements).length === 0
      ? undefined
      : [
          { name: 'root', num_children: names.length },
          ...names.map((name) => ({ name, repetition_type: 'OPTIONAL', ...DECLARED[name], ...elements[name] })),
        ];
  if (schema) for (const column of columnData) delete column.type;
  return new Uint8Array(parquetWriteBuffer({ columnData, schema: schema as never, ...options }));
}

const double = { type: 'DOUBLE' };
const DECLARED: Record<string, Element> = {
  deviceId: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  voltage: double,
  current: double,
  temperature: double,
  irradiance: double,
};

const timestampOf = (isAdjustedToUTC: boolean, unit: string): Element => ({
  type: 'INT64',
  converted_type: undefined,
  logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit },
});

describe('times of a Parquet file', () => {
  it.each([
    ['MILLIS', 1n],
    ['MICROS', 1000n],
    ['NANOS', 1_000_000n],
  ])('are read by their unit, instants and those without a zone: %s', async (unit, perMs) => {
    const data = [BigInt(NOON_MS) * perMs];
    const instants = await givenFile(
      'i.parquet',
      parquetOf({ timestamp: { data } }, { timestamp: timestampOf(true, unit) }),
    );
    const local = await givenFile(
      'l.parquet',
      parquetOf({ timestamp: { data } }, { timestamp: timestampOf(false, unit) }),
    );
    expect(await timesIn(instants, -300)).toEqual([NOON]);
    expect(await timesIn(local, -300)).toEqual(['2026-06-01T17:00:00.000Z']);
  });

  it.each([
    ['epoch seconds', { data: [BigInt(NOON_MS / 1000)], type: 'INT64' }],
    ['epoch microseconds', { data: [BigInt(NOON_MS) * 1000n], type: 'INT64' }],
    ['epoch nanoseconds', { data: [BigInt(NOON_MS) * 1_000_000n], type: 'INT64' }],
    ['epoch seconds', { data: [NOON_MS / 1000], type: 'INT32' }],
    ['epoch seconds', { data: [NOON_MS / 1000 + 0.5], type: 'DOUBLE' }],
    ['no time from 2000 to 2100', { data: [0n], type: 'INT64' }],
  ])('that are bare numbers and no milliseconds are refused with their row: %s', async (look, column) => {
    const refusal = await refusalOf(await givenFile('bare.parquet', parquetOf({ timestamp: column as Column })));
    expect(refusal).toMatch(/^invalid_input: .*bare\.parquet row 1: timestamp must be epoch milliseconds, not /);
    expect(refusal).toContain(`looks like ${look}`);
  });

  it('that are bare milliseconds are read, also without a sign', async () => {
    const data = [BigInt(NOON_MS)];
    expect(await timesIn(await givenFile('m.parquet', parquetOf({ timestamp: { data, type: 'INT64' } })))).toEqual([
      NOON,
    ]);
    const unsigned = { type: 'INT64', converted_type: 'UINT_64' };
    const file = await givenFile('u.parquet', parquetOf({ timestamp: { data } }, { timestamp: unsigned }));
    expect(await timesIn(file)).toEqual([NOON]);
  });

  it.each([
    ['a date', { type: 'INT32', converted_type: 'DATE' }, [20_000]],
    ['a time of day', { type: 'INT32', converted_type: 'TIME_MILLIS' }, [43_200_000]],
    ['a time of day in microseconds', { type: 'INT64', converted_type: 'TIME_MICROS' }, [43_200_000_000n]],
  ])('that are no point in time are refused by their column: %s', async (_, timestamp, data) => {
    const file = await givenFile('t.parquet', parquetOf({ timestamp: { data: data as never } }, { timestamp }));
    expect(await refusalOf(file)).toMatch(
      /^invalid_input: .*t\.parquet: its column timestamp is INT(32|64) (DATE|TIME_M)/,
    );
  });
});

describe('columns of a Parquet file', () => {
  it('may be decimals, whole numbers, floats and texts, and have no value', async () => {
    const decimal = { type: 'INT32', converted_type: 'DECIMAL', scale: 2, precision: 9 };
    const file = await givenFile(
      'k.parquet',
      parquetOf(
        {
          voltage: { data: [150.25] },
          current: { data: [null] },
          temperature: { data: [31] },
          irradiance: { data: ['700.5'] },
        },
        {
          voltage: decimal,
          temperature: { type: 'INT32', converted_type: undefined },
          irradiance: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
        },
      ),
    );
    const [reading] = await readingsIn(file);
    expect(reading).toMatchObject({ temperature: 31, irradiance: 700.5 });
    expect(reading?.voltage).toBeCloseTo(150.25, 9);
    expect(reading?.current).toBeNaN();
  });

  it.each([
    ['voltage', { data: [true], type: 'BOOLEAN' }],
    ['voltage', { data: [new Date(NOON_MS)], type: 'TIMESTAMP' }],
    ['deviceId', { data: [{ a: 1 }], type: 'JSON' }],
  ])('of another kind are refused by name: %s', async (name, column) => {
    const refusal = await refusalOf(await givenFile('o.parquet', parquetOf({ [name]: column as Column })));
    expect(refusal).toMatch(new RegExp(`^invalid_input: .*o\\.parquet: its column ${name} is `));
  });

  it('that are numbers for a deviceId are told to be text', async () => {
    const refusal = await refusalOf(
      await givenFile('d.parquet', parquetOf({ deviceId: { data: [7n], type: 'INT64' } })),
    );
    expect(refusal).toContain('d.parquet row 1: deviceId must be text, not the bigint "7"');
  });

  it('that come twice are refused by name', async () => {
    const refusal = await refusalOf(
      await givenFile('2.parquet', parquetOf({ Voltage: { data: [1], type: 'DOUBLE' } })),
    );
    expect(refusal).toContain('has the column "voltage" and again as "Voltage"');
  });
});

describe('a Parquet file of many pages and row groups', () => {
  it('gives every row, in order', async () => {
    const count = 50_000;
    const range = Array.from({ length: count }, (_, index) => index);
    const file = await givenFile(
      'many.parquet',
      parquetOf(
        {
          voltage: { data: range.map((index) => (index % 7 === 0 ? null : index % 250)), type: 'DOUBLE' },
          timestamp: { data: range.map((index) => new Date(NOON_MS + index * 20_000)), type: 'TIMESTAMP' },
          deviceId: { data: range.map((index) => `SIM000000${index % 3}`), type: 'STRING' },
        },
        {},
        { rowGroupSize: 20_000, pageSize: 16_384 },
      ),
    );
    const found = await readingsIn(file);
    expect(found.map(({ deviceId, timestampMs, voltage }) => `${deviceId} ${timestampMs} ${voltage}`)).toEqual(
      range.map((index) => {
        const voltage = index % 7 === 0 ? Number.NaN : index % 250;
        return `SIM000000${index % 3} ${NOON_MS + index * 20_000} ${voltage}`;
      }),
    );
  });
});

describe('a crafted Parquet file', () => {
  it('of 22 KB that says 20 million rows is refused by name', async () => {
    expect(await refusalOf(goldenReadings('bomb.parquet'))).toBe(
      `invalid_input: ${goldenReadings('bomb.parquet')}: it says that 20000000 rows are in its 22342 bytes: readings are never so much alike`,
    );
  });

  it('is refused by name whichever of its bytes is another, or read', async () => {
    const whole = await readFile(goldenReadings('naive.parquet'));
    for (let at = 4; at < whole.length; at += 3) {
      for (const value of [0xff, 0x7f, 0x00]) {
        const changed = Buffer.from(whole);
        changed[at] = value;
        expect(await refusalOf(await givenFile('x.parquet', changed))).toMatch(
          /^(not refused|invalid_input: .*x\.parquet)/,
        );
      }
    }
  });

  it.each([
    ['a list of 2^31 entries in its footer', Buffer.from([0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07])],
    ['lists in lists without end in its footer', Buffer.concat([Buffer.from([0x29]), Buffer.alloc(4000, 0x19)])],
    ['structures in structures without end in its footer', Buffer.alloc(4000, 0x1c)],
    ['a text of 2^31 bytes in its footer', Buffer.from([0x18, 0xff, 0xff, 0xff, 0xff, 0x07])],
  ])('with %s is refused before anything is allocated', async (_, footer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    const file = Buffer.concat([Buffer.from('PAR1'), footer, length, Buffer.from('PAR1')]);
    expect(await refusalOf(await givenFile('f.parquet', file))).toMatch(
      /^invalid_input: .*f\.parquet: its footer is damaged/,
    );
    expect(() => new ThriftCursor(footer).readStruct()).toThrow();
  });

  const page = { version: 2 as const, values: 100, levelBytes: 0, encoding: 'RLE_DICTIONARY' };
  it.each([
    ['a run of 2^30 values', Buffer.from([1, 0x80, 0x80, 0x80, 0x80, 0x08, 1])],
    ['packed bits of 2^30 values', Buffer.from([1, 0x81, 0x80, 0x80, 0x80, 0x04, 1])],
    ['runs of nothing', Buffer.from([1, 0, 0, 0, 0])],
    ['indices of 200 bits', Buffer.from([200, 2, 1])],
  ])('with %s in a page of 100 is refused before it is unpacked', (_, bytes) => {
    expect(() => checkPage({ ...page, bytes }, 0)).toThrow(/a run that is longer than it|indices of 200 bits/);
  });

  it('with blocks of differences that are none is refused before they are unpacked', () => {
    const bytes = Buffer.from([0x80, 0x80, 0x80, 0x80, 0x08, 0x80, 0x80, 0x80, 0x80, 0x08, 1, 0]);
    expect(() => checkPage({ ...page, encoding: 'DELTA_BINARY_PACKED', bytes }, 0)).toThrow('a page has blocks of');
  });

  it.each(['GZIP', 'ZSTD', 'BROTLI'] as const)(
    'whose page unpacks to more than it says is refused: %s',
    async (codec) => {
      const pack = { GZIP: zlib.gzipSync, ZSTD: zlib.zstdCompressSync, BROTLI: zlib.brotliCompressSync }[codec];
      const bomb = new Uint8Array(pack(Buffer.alloc(32 * 2 ** 20)));
      const file = parquetWriteBuffer({
        columnData: Object.entries({ ...VALUES, timestamp: new Date(NOON_MS) }).map(
          ([name, value]) => ({ name, data: [value, value, value] }) as ColumnSource,
        ),
        codec,
        compressors: { [codec]: () => bomb },
      });
      expect(await refusalOf(await givenFile('z.parquet', new Uint8Array(file)))).toMatch(
        new RegExp(
          `^invalid_input: .*z\\.parquet: column deviceId cannot be read: a page does not unpack from ${codec}`,
        ),
      );
    },
  );
});
