import type { Channel } from '#domain/channels.ts';
import { inOwnUnit, type MapQuantity } from '#domain/column-map.ts';
import { isPrintable, printable } from '#domain/printable.ts';
import { HeliographError } from '#server/errors.ts';
import type { RowMeaning } from '#server/gateways/readings/mapping/row-meaning.ts';
import type { ReadTime } from './date-texts.ts';
import { readTime } from './reading-time.ts';

/** One reading of somebody's file, and how its time was written. */
export interface FileReading extends Record<Channel, number>, ReadTime {
  deviceId: string;
  /** °C; only where the file has a column of it. */
  airTemperature?: number;
}

/** A row as a reader found it, or why it is none; and where, for messages. */
export type RawRow = {
  /** "data.csv line 7". */
  where: string;
} & (
  | {
      values: Readonly<Record<string, unknown>>;
      /** How they are meant; as our own columns are without it. */
      meaning?: RowMeaning;
      problem?: undefined;
    }
  | { problem: string }
);

/** Hears how many more bytes of a file have been read. */
export type CountBytes = (bytes: number) => void;

const LONGEST_DEVICE_ID = 64;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Turns a raw row into a reading; throws `invalid_input` that names the place and the value. */
export function readingOf(row: RawRow, utcOffsetMinutes: number): FileReading {
  const { where } = row;
  if (row.problem !== undefined) throw refused(where, row.problem);
  const { values, meaning } = row;
  const time = timeOf(row, utcOffsetMinutes);
  const quantity = (name: MapQuantity) => quantityOf(values[name], name, { where, meaning });
  const deviceId = deviceOf(values.deviceId, where, meaning);
  if (typeof time === 'string') throw refused(where, `timestamp ${withValue(time, values.timestamp ?? values.date)}`);
  const voltage = quantity('voltage');
  const current = 'power' in values ? currentOf(quantity('power'), voltage) : quantity('current');
  return {
    deviceId,
    timestampMs: time.timestampMs,
    written: time.written,
    voltage,
    current,
    temperature: quantity('temperature'),
    irradiance: quantity('irradiance'),
    ...('airTemperature' in values ? { airTemperature: quantity('airTemperature') } : {}),
  };
}

/** The time of a row, or why it has none. */
export function timeOf(row: RawRow, utcOffsetMinutes: number): ReadTime | string {
  if (row.problem !== undefined) return row.problem;
  const { values, meaning } = row;
  const format = meaning?.timeFormat ?? null;
  if (!('date' in values)) return readTime(values.timestamp, utcOffsetMinutes, format);
  const { date, time } = values;
  if (typeof date !== 'string' || typeof time !== 'string') return 'must be two texts, a date and a time';
  return readTime(`${date.trim()} ${time.trim()}`, utcOffsetMinutes, format);
}

/** Volts below which power says nothing of the current. */
const MIN_VOLTAGE = 1;

/** The current, A, behind a power, W; missing where there is power without voltage, or next to none. */
function currentOf(power: number, voltage: number): number {
  if (power === 0) return 0;
  return Math.abs(voltage) >= MIN_VOLTAGE ? power / voltage : Number.NaN;
}

/** The array: what the row says, or what was said of the file, and which input of the two it is. */
function deviceOf(value: unknown, where: string, meaning: RowMeaning | undefined): string {
  if (meaning?.device) return meaning.device;
  const device = deviceIdOf(value, where);
  return meaning?.input ? deviceIdOf(`${device}-${meaning.input}`, where) : device;
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

interface ValuePlace {
  where: string;
  meaning: RowMeaning | undefined;
}

/** A value in the product's unit. */
function quantityOf(value: unknown, quantity: MapQuantity, place: ValuePlace): number {
  const number = numberOf(value, quantity, place);
  return place.meaning ? inOwnUnit(quantity, place.meaning.units[quantity] ?? null, number) : number;
}

/** An empty value is a missing one; anything else must be a number. */
function numberOf(value: unknown, column: string, { where, meaning }: ValuePlace): number {
  if (value === null || value === undefined || value === '') return Number.NaN;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const text = typeof value === 'string' ? value.trim() : '';
  if (/^nan$/i.test(text)) return Number.NaN;
  const plain = meaning?.decimal === ',' ? text.replace('.', '_').replace(',', '.') : text;
  const number = DECIMAL.test(plain) ? Number(plain) : Number.NaN;
  if (Number.isFinite(number)) return number;
  const advice = DECIMAL_COMMA.test(text) && meaning?.decimal !== ',' ? '; --decimal , reads decimal commas' : '';
  throw refused(where, `${column} must be a number, not ${shown(value)}${advice}`);
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
