import type avro from 'avsc';
import { AvroCursor } from './avro-cursor.ts';
import type { ReadingRecord } from './avro-schema.ts';
import { BARE_TIME, type TimeMeaning } from './avro-time.ts';
import { DecodeFailure } from './decode-failure.ts';
import type { DeviceIdReader } from './device-ids.ts';
import type { ReadingBatchBuilder } from './reading-batch-builder.ts';
import { isBelievable, looksLike } from './rows/epoch-numbers.ts';
import { skipValue, unionBranch, unionChoice } from './skip-value.ts';
import type { WriterPlan } from './writer-schema.ts';

/** The largest distance from 1970 that a Date can hold. */
const MAX_TIMESTAMP_MS = 8.64e15;

/** What is not in the bytes of a reading. */
export interface DecodeRules {
  deviceIds: DeviceIdReader;
  /** The plant's, minutes: of times without a zone. */
  utcOffsetMinutes: number;
}

/** Reads a message of any planned writer's schema, bytes [start, end); throws a DecodeFailure, with the batch untouched, when it is none. */
export function decodeEvolvedReading(
  bytes: Buffer,
  start: number,
  end: number,
  plan: WriterPlan,
  rules: DecodeRules,
  batch: ReadingBatchBuilder,
): void {
  const cursor = new AvroCursor(bytes.subarray(start, end));
  const reading = readReading(cursor, plan, rules);
  if (cursor.remainingBytes > 0) {
    throw new DecodeFailure('trailing_bytes', `${cursor.remainingBytes} bytes follow the reading`);
  }
  const { times } = plan;
  if (!times.some(({ declared }) => declared) && !isBelievable(reading.timestamp)) {
    const found = `${reading.timestamp}, which looks like ${looksLike(reading.timestamp)}`;
    throw new DecodeFailure('bad_timestamp', `timestamp must be epoch milliseconds, not ${found}`);
  }
  if (!(Math.abs(reading.timestamp) <= MAX_TIMESTAMP_MS)) {
    throw new DecodeFailure('bad_timestamp', `the timestamp ${reading.timestamp} is no time in milliseconds`);
  }
  batch.add(reading);
}

/** Reads one reading where the cursor is; throws a DecodeFailure when there is none. Bare integers are taken as they are. */
export function readReading(
  cursor: AvroCursor,
  { steps, times, defaults }: WriterPlan,
  { deviceIds, utcOffsetMinutes }: DecodeRules,
): ReadingRecord {
  const missing = Number.NaN;
  const reading: ReadingRecord = {
    deviceId: '',
    timestamp: missing,
    voltage: missing,
    current: missing,
    temperature: missing,
    irradiance: missing,
  };
  for (const [field, value] of defaults) if (field !== 'deviceId') reading[field] = value;
  for (const { field, name, type } of steps) {
    if (field === null) skipValue(cursor, type, name);
    else if (field === 'deviceId') reading.deviceId = readDeviceId(cursor, type, name, deviceIds);
    else if (field === 'timestamp') reading.timestamp = readTimestamp(cursor, type, name, times, utcOffsetMinutes);
    else reading[field] = readNumber(cursor, type, name);
  }
  return reading;
}

function readDeviceId(cursor: AvroCursor, type: avro.Type, name: string, deviceIds: DeviceIdReader): string {
  const branch = unionBranch(cursor, type, name);
  return deviceIds.read(branch.typeName === 'null' ? Buffer.alloc(0) : cursor.readBytes(name));
}

/** Epoch milliseconds by what the field's integers mean; null is no time. */
function readTimestamp(
  cursor: AvroCursor,
  type: avro.Type,
  name: string,
  times: readonly TimeMeaning[],
  utcOffsetMinutes: number,
): number {
  const { branch, index } = unionChoice(cursor, type, name);
  if (branch.typeName === 'null') return Number.NaN;
  const { perMs, local } = times[index] ?? BARE_TIME;
  const timestampMs =
    perMs === 1 ? cursor.readVarint(name) : Number(floorDivided(cursor.readLong(name), BigInt(perMs)));
  return local ? timestampMs - utcOffsetMinutes * 60_000 : timestampMs;
}

function floorDivided(value: bigint, by: bigint): bigint {
  return value / by - (value % by < 0n ? 1n : 0n);
}

/** Null is a value that is missing. */
function readNumber(cursor: AvroCursor, type: avro.Type, name: string): number {
  switch (unionBranch(cursor, type, name).typeName) {
    case 'null':
      return Number.NaN;
    case 'float':
      return cursor.readFloat(name);
    case 'double':
      return cursor.readDouble(name);
    default:
      return cursor.readVarint(name);
  }
}
