import { CHANNELS, type Channel } from '#server/domain/channels.ts';
import { HeliographError } from '#server/errors.ts';

/** Columns a file of readings must have, by these names. */
export const READING_COLUMNS = ['deviceId', 'timestamp', ...CHANNELS] as const;

/** One reading of somebody's file. */
export interface FileReading extends Record<Channel, number> {
  deviceId: string;
  /** Epoch milliseconds. */
  timestampMs: number;
}

/** A row as a reader found it, or why it is none; and where, for messages. */
export type RawRow = {
  /** "data.csv line 7". */
  where: string;
} & ({ values: Readonly<Record<string, unknown>>; problem?: undefined } | { problem: string });

/** Hears how many more bytes of a file have been read. */
export type CountBytes = (bytes: number) => void;

export function requireColumns(found: readonly string[], file: string): void {
  const missing = READING_COLUMNS.filter((column) => !found.includes(column));
  if (missing.length === 0) return;
  throw new HeliographError(
    'invalid_input',
    `${file} lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}: it has ${found.join(', ') || 'none'}`,
  );
}

/** Turns a raw row into a reading; throws `invalid_input` that names the place and the value. */
export function readingOf(row: RawRow, utcOffsetMinutes: number): FileReading {
  const { where } = row;
  if (row.problem !== undefined) throw new HeliographError('invalid_input', `${where}: ${row.problem}`);
  const { values } = row;
  const { deviceId } = values;
  if (typeof deviceId !== 'string' || deviceId.trim() === '' || deviceId.length > 64) {
    throw new HeliographError('invalid_input', `${where}: deviceId must be 1 to 64 characters, not ${shown(deviceId)}`);
  }
  const channel = (name: Channel) => numberOf(values[name], name, where);
  return {
    deviceId: deviceId.trim(),
    timestampMs: timestampOf(values.timestamp, utcOffsetMinutes, where),
    voltage: channel('voltage'),
    current: channel('current'),
    temperature: channel('temperature'),
    irradiance: channel('irradiance'),
  };
}

/** An empty value is a missing one; anything else must be a number. */
function numberOf(value: unknown, column: string, where: string): number {
  if (value === null || value === undefined || value === '') return Number.NaN;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const text = typeof value === 'string' ? value.trim() : '';
  if (/^nan$/i.test(text)) return Number.NaN;
  const number = Number(text);
  if (text !== '' && Number.isFinite(number)) return number;
  throw new HeliographError('invalid_input', `${where}: ${column} must be a number, not ${shown(value)}`);
}

const ISO_PATTERN = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

function timestampOf(value: unknown, utcOffsetMinutes: number, where: string): number {
  const timestampMs = parseTimestamp(value, utcOffsetMinutes);
  if (timestampMs !== undefined) return timestampMs;
  throw new HeliographError(
    'invalid_input',
    `${where}: timestamp must be ISO 8601 or epoch milliseconds, not ${shown(value)}`,
  );
}

/** Epoch milliseconds of ISO 8601 or epoch milliseconds, else undefined. A time without a zone is plant standard time. */
export function parseTimestamp(value: unknown, utcOffsetMinutes: number): number | undefined {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  const text = typeof value === 'string' ? value.trim() : '';
  if (/^\d{11,14}$/.test(text)) return Number(text);
  const match = ISO_PATTERN.exec(text);
  if (!match) return undefined;
  const zoned = match[3] !== undefined;
  const parsed = Date.parse(zoned ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(parsed)) return undefined;
  return zoned ? parsed : parsed - utcOffsetMinutes * 60_000;
}

function shown(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : `"${String(value).slice(0, 40)}"`;
}
