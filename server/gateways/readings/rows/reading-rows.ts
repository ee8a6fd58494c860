import type { Channel } from '#domain/channels.ts';
import { isPrintable, printable } from '#domain/printable.ts';
import { HeliographError } from '#server/errors.ts';
import type { ReadTime } from './date-texts.ts';
import { readTime } from './reading-time.ts';

/** One reading of somebody's file, and how its time was written. */
export interface FileReading extends Record<Channel, number>, ReadTime {
  deviceId: string;
}

/** A row as a reader found it, or why it is none; and where, for messages. */
export type RawRow = {
  /** "data.csv line 7". */
  where: string;
} & ({ values: Readonly<Record<string, unknown>>; problem?: undefined } | { problem: string });

/** Hears how many more bytes of a file have been read. */
export type CountBytes = (bytes: number) => void;

const LONGEST_DEVICE_ID = 64;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Turns a raw row into a reading; throws `invalid_input` that names the place and the value. */
export function readingOf(row: RawRow, utcOffsetMinutes: number): FileReading {
  const { where } = row;
  if (row.problem !== undefined) throw refused(where, row.problem);
  const { values } = row;
  const time = readTime(values.timestamp, utcOffsetMinutes);
  const channel = (name: Channel) => numberOf(values[name], name, where);
  const deviceId = deviceIdOf(values.deviceId, where);
  if (typeof time === 'string') throw refused(where, `timestamp ${withValue(time, values.timestamp)}`);
  return {
    deviceId,
    timestampMs: time.timestampMs,
    written: time.written,
    voltage: channel('voltage'),
    current: channel('current'),
    temperature: channel('temperature'),
    irradiance: channel('irradiance'),
  };
}

/** A text of 1 to 64 characters, all of which can be seen. */
function deviceIdOf(value: unknown, where: string): string {
  if (typeof value !== 'string' && value !== undefined && value !== null) {
    throw refused(where, `deviceId must be text, not the ${typeof value} ${shown(value)}`);
  }
  const deviceId = value?.trim() ?? '';
  if (deviceId === '' || deviceId.length > LONGEST_DEVICE_ID) {
    throw refused(where, `deviceId must be 1 to ${LONGEST_DEVICE_ID} characters, not ${shown(value)}`);
  }
  if (!isPrintable(deviceId)) throw refused(where, `deviceId must hold no control characters, not ${shown(value)}`);
  return deviceId;
}

/** An empty value is a missing one; anything else must be a number. */
function numberOf(value: unknown, column: string, where: string): number {
  if (value === null || value === undefined || value === '') return Number.NaN;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const text = typeof value === 'string' ? value.trim() : '';
  if (/^nan$/i.test(text)) return Number.NaN;
  const number = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw refused(where, `${column} must be a number, not ${shown(value)}`);
}

function refused(where: string, why: string): HeliographError {
  return new HeliographError('invalid_input', `${where}: ${why}`);
}

/** A reason that does not hold the value yet gets it behind it. */
function withValue(why: string, value: unknown): string {
  return why.includes(', not ') ? why : `${why}, not ${shown(value)}`;
}

/** A value from outside, short and harmless. What is no text or number is not written out: it may be nested without end. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `"${printable(String(value).slice(0, 40))}"`;
}
