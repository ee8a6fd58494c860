import { DEVICE_ID_BYTES, type DeviceIds } from './device-ids.ts';
import type { ReadingBatchBuilder } from './reading-batch-builder.ts';

/** Ten as a zigzag varint: how every reading of reading.avsc begins. */
const DEVICE_ID_LENGTH = 20;
const CHANNEL_BYTES = 16;
const LARGEST_TIMESTAMP_BYTES = 8;

/**
 * Reads a message of reading.avsc, bytes [start, end), straight into the batch's columns. Returns false, with the batch untouched, for
 * anything that is not exactly such a reading: the general decoder then says what is wrong with it.
 */
export function decodePlainReading(
  bytes: Buffer,
  start: number,
  end: number,
  deviceIds: DeviceIds,
  batch: ReadingBatchBuilder,
): boolean {
  const channels = end - CHANNEL_BYTES;
  let at = start + 1 + DEVICE_ID_BYTES;
  if (channels <= at || channels > at + LARGEST_TIMESTAMP_BYTES || bytes[start] !== DEVICE_ID_LENGTH) return false;
  const deviceId = deviceIds.at(bytes, start + 1);
  if (deviceId === undefined) return false;

  // The low 28 bits as an integer, the rest as a double: a time in milliseconds needs 42.
  let low = 0;
  let shift = 0;
  let byte: number;
  do {
    byte = bytes[at++] as number;
    low |= (byte & 0x7f) << shift;
    shift += 7;
  } while (byte >= 0x80 && shift < 28);
  let high = 0;
  for (let place = 1; byte >= 0x80 && at < channels; place *= 128) {
    byte = bytes[at++] as number;
    high += (byte & 0x7f) * place;
  }
  // More than 2^53 cannot be told apart any more, and is no time.
  if (byte >= 0x80 || at !== channels || high >= 2 ** 25) return false;
  const half = (low >>> 1) + high * 2 ** 27;
  const timestampMs = low & 1 ? -half - 1 : half;

  batch.addBits(
    deviceId,
    timestampMs,
    bitsAt(bytes, at),
    bitsAt(bytes, at + 4),
    bitsAt(bytes, at + 8),
    bitsAt(bytes, at + 12),
  );
  return true;
}

/** Four bytes, little endian, as the bits of a float. */
function bitsAt(bytes: Buffer, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}
