import { CHANNELS } from '#domain/channels.ts';
import { DEVICE_ID_RULE, isDeviceId } from '#domain/device-id.ts';
import { printable } from '#domain/printable.ts';
import { HeliographError } from '#server/errors.ts';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { type RawRow, readingOf } from '#server/gateways/readings/rows/reading-rows.ts';
import type { TimeNotes } from '#server/gateways/readings/rows/time-notes.ts';

/** Kafka refuses a whole batch for one message that is stamped further ahead (message.timestamp.after.max.ms). */
const MAX_AHEAD_MS = 3_600_000;
const MAX_FLOAT = 3.4028234663852886e38;

/** A row as the reading to publish; throws `invalid_input` that names the place and the value that is none. */
export function checkedReading(row: RawRow, utcOffsetMinutes: number, notes?: TimeNotes): ReadingRecord {
  const reading = readingOf(row, utcOffsetMinutes);
  const { deviceId, timestampMs } = reading;
  if (!isDeviceId(deviceId)) {
    throw refused(row, `deviceId must be ${DEVICE_ID_RULE}, not "${printable(deviceId)}"`);
  }
  if (!Number.isInteger(timestampMs)) {
    throw refused(row, `timestamp must be whole milliseconds since 1970, not ${timestampMs}`);
  }
  if (isTooFarAhead(timestampMs)) {
    throw refused(row, `timestamp lies more than an hour ahead: ${timestampMs}`);
  }
  for (const channel of CHANNELS) {
    if (Math.abs(reading[channel]) > MAX_FLOAT) throw refused(row, `${channel} is too large: ${reading[channel]}`);
  }
  notes?.add(reading.written);
  const { voltage, current, temperature, irradiance } = reading;
  return { deviceId, timestamp: timestampMs, voltage, current, temperature, irradiance };
}

/** True for a time that no clock which runs a little ahead explains. */
export function isTooFarAhead(timestampMs: number): boolean {
  return timestampMs > Date.now() + MAX_AHEAD_MS;
}

function refused({ where }: RawRow, why: string): HeliographError {
  return new HeliographError('invalid_input', `${where}: ${why}`);
}
