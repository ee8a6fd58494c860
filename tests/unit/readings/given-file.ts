import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import avro from 'avsc';
import { READING_SCHEMA } from '#server/gateways/readings/avro-schema.ts';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import { type FileReading, readingOf } from '#server/gateways/readings/rows/reading-rows.ts';

export const HEADER = 'deviceId,timestamp,voltage,current,temperature,irradiance';
export const VALUES = { deviceId: 'SIM0000001', voltage: 150, current: 8, temperature: 31, irradiance: 700 };

const folder = mkdtempSync(path.join(tmpdir(), 'heliograph given '));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A small file of the golden folder. */
export const goldenReadings = (name: string) =>
  fileURLToPath(new URL(`../../golden/readings/${name}`, import.meta.url));

/** Writes a file of this content; returns its path. */
export async function givenFile(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

export async function readingsIn(file: string, utcOffsetMinutes = 0): Promise<FileReading[]> {
  const readings: FileReading[] = [];
  for await (const row of readReadingsFile(file)) readings.push(readingOf(row, utcOffsetMinutes));
  return readings;
}

/** The times of a file, in ISO 8601. */
export async function timesIn(file: string, utcOffsetMinutes = 0): Promise<string[]> {
  const readings = await readingsIn(file, utcOffsetMinutes);
  return readings.map(({ timestampMs }) => new Date(timestampMs).toISOString());
}

/** The line with which a file is refused. */
export async function refusalOf(file: string, utcOffsetMinutes = 0): Promise<string> {
  try {
    await readingsIn(file, utcOffsetMinutes);
  } catch (error) {
    return error instanceof Error ? `${(error as { code?: string }).code}: ${error.message}` : String(error);
  }
  return 'not refused';
}

/** reading.avsc with another type of some fields. */
export function schemaWith(types: Record<string, unknown>) {
  const fields = READING_SCHEMA.fields.map((field: { name: string; type: unknown }) => ({
    ...field,
    type: types[field.name] ?? field.type,
  }));
  return { ...READING_SCHEMA, fields };
}

const SYNC = Buffer.alloc(16, 7);
const longType = avro.Type.forSchema('long');

/** An Avro number. */
export const varint = (value: number) => longType.toBuffer(value);

/** The same of any number that a long holds. */
export function bigVarint(value: bigint): Buffer {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  for (; left >= 128n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Buffer.from([...bytes, Number(left)]);
}

const text = (value: string | Buffer) => Buffer.concat([varint(Buffer.byteLength(value)), Buffer.from(value)]);

/** An Avro file of one block, its bytes as a test wants them; a schema that is text is written as it is. */
export function containerOf(schema: unknown, codec: string, block: { count: number; packed: Buffer }): Buffer {
  return Buffer.concat([
    Buffer.from('Obj\x01', 'latin1'),
    varint(2),
    text('avro.schema'),
    text(typeof schema === 'string' ? schema : JSON.stringify(schema)),
    text('avro.codec'),
    text(codec),
    varint(0),
    SYNC,
    varint(block.count),
    varint(block.packed.length),
    block.packed,
    SYNC,
  ]);
}

/** A reading of reading.avsc whose time may be any long, and may be branch `branch` of a union. */
export function encodedAt(timestamp: bigint, branch?: number): Buffer {
  const channels = Buffer.alloc(16);
  [VALUES.voltage, VALUES.current, VALUES.temperature, VALUES.irradiance].forEach((value, index) => {
    channels.writeFloatLE(value, 4 * index);
  });
  const union = branch === undefined ? Buffer.alloc(0) : varint(branch);
  return Buffer.concat([text(VALUES.deviceId), union, bigVarint(timestamp), channels]);
}

/** Readings as an Avro writer of this schema puts them. */
export function encoded(schema: unknown, readings: readonly object[]): Buffer {
  const type = avro.Type.forSchema(schema as avro.Schema, { wrapUnions: 'always' });
  return Buffer.concat(readings.map((reading) => type.toBuffer(reading)));
}
