import type { TimeFormat } from '#domain/column-map.ts';
import { epochUnitMs, formatAdvice, isoOf } from './date-formats.ts';
import { parseDateText, type ReadTime, ZONELESS } from './date-texts.ts';
import { isBelievable, looksLike } from './epoch-numbers.ts';

/** A declared time without a zone: epoch milliseconds as if its wall clock were UTC's. */
export class LocalTime {
  readonly wallMs: number;

  constructor(wallMs: number) {
    this.wallMs = wallMs;
  }
}

/**
 * The time of a row, or why it is none: a Date or a LocalTime where the file declares its unit, ISO 8601 as text, else a
 * number, which must be epoch milliseconds. Times without a zone are the plant's standard time.
 * @param format how texts and numbers are written where the file's user told it; null for ISO 8601 and milliseconds
 */
export function readTime(
  value: unknown,
  utcOffsetMinutes: number,
  format: TimeFormat | null = null,
): ReadTime | string {
  if (value instanceof Date) return believed(value.getTime(), 0);
  if (value instanceof LocalTime) return believed(value.wallMs - utcOffsetMinutes * 60_000, ZONELESS);
  if (format !== null) return formattedTime(value, utcOffsetMinutes, format);
  if (typeof value === 'number' || typeof value === 'bigint') return epochMilliseconds(Number(value), String(value));
  const text = typeof value === 'string' && value.length <= 64 ? value.trim() : '';
  if (/^[+-]?\d+(\.\d*)?$/.test(text)) return epochMilliseconds(Number(text), text);
  return parseDateText(text, utcOffsetMinutes) ?? unread(text);
}

function unread(text: string): string {
  const advice = formatAdvice(text);
  return advice === ''
    ? 'must be ISO 8601 or epoch milliseconds'
    : `must be ISO 8601 or epoch milliseconds, not "${text}"${advice}`;
}

function formattedTime(value: unknown, utcOffsetMinutes: number, format: TimeFormat): ReadTime | string {
  const text = typeof value === 'string' && value.length <= 64 ? value.trim() : '';
  const unitMs = epochUnitMs(format);
  if (unitMs === undefined) {
    const iso = isoOf(text, format);
    const read = iso === undefined ? undefined : parseDateText(iso, utcOffsetMinutes);
    return read ?? `must be a time like ${format} HH:MM:SS`;
  }
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || /^[+-]?\d+(\.\d*)?$/.test(text);
  if (!isNumber) return `must be a number of ${format} since 1970`;
  const timestampMs = Math.round(Number(value) * unitMs);
  if (isBelievable(timestampMs)) return { timestampMs, written: 0 };
  return `must be a number of ${format} since 1970, not ${value}`;
}

function believed(timestampMs: number, written: number): ReadTime | string {
  if (isBelievable(timestampMs)) return { timestampMs, written };
  return `must be from 2000 to 2100, not ${timestampMs} ms after 1970, which looks like ${looksLike(timestampMs)}`;
}

function epochMilliseconds(value: number, text: string): ReadTime | string {
  if (isBelievable(value)) return { timestampMs: value, written: 0 };
  return `must be epoch milliseconds, not ${text}, which looks like ${looksLike(value)}`;
}
