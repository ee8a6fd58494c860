import type avro from 'avsc';
import { AvroCursor } from './avro-cursor.ts';
import type { ReadingRecord } from './avro-schema.ts';
import { DecodeFailure } from './decode-failure.ts';
import { DEVICE_ID_BYTES, type DeviceIds } from './device-ids.ts';
import type { ReadingBatchBuilder } from './reading-batch-builder.ts';
import { skipValue, unionBranch } from './skip-value.ts';
import type { WriterPlan } from './writer-schema.ts';

/** The largest distance from 1970 that a Date can hold. */
const MAX_TIMESTAMP_MS = 8.64e15;

/** Reads a message of any planned writer's schema, bytes [start, end); throws a DecodeFailure, with the batch untouched, when it is none. */
export function decodeEvolvedReading(
  bytes: Buffer,
  start: number,
  end: number,
  { steps, defaults }: WriterPlan,
  deviceIds: DeviceIds,
  batch: ReadingBatchBuilder,
): void {
  const cursor = new AvroCursor(bytes.subarray(start, end));
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
    else reading[field] = readNumber(cursor, type, name);
  }
  if (cursor.remainingBytes > 0) {
    throw new DecodeFailure('trailing_bytes', `${cursor.remainingBytes} bytes follow the reading`);
  }
  if (!(Math.abs(reading.timestamp) <= MAX_TIMESTAMP_MS)) {
    throw new DecodeFailure('bad_timestamp', `the timestamp ${reading.timestamp} is no time in milliseconds`);
  }
  batch.add(reading);
}

function readDeviceId(cursor: AvroCursor, type: avro.Type, name: string, deviceIds: DeviceIds): string {
  const branch = unionBranch(cursor, type, name);
  const bytes = branch.typeName === 'null' ? Buffer.alloc(0) : cursor.readBytes(name);
  const deviceId = bytes.length === DEVICE_ID_BYTES ? deviceIds.at(bytes, 0) : undefined;
  if (deviceId !== undefined) return deviceId;
  const shown = JSON.stringify(bytes.toString('latin1', 0, 40));
  throw new DecodeFailure('bad_device_id', `deviceId must be ${DEVICE_ID_BYTES} characters A-Z 0-9, not ${shown}`);
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
