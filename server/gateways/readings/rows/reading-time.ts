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
 */
export function readTime(value: unknown, utcOffsetMinutes: number): ReadTime | string {
  if (value instanceof Date) return believed(value.getTime(), 0);
  if (value instanceof LocalTime) return believed(value.wallMs - utcOffsetMinutes * 60_000, ZONELESS);
  if (typeof value === 'number' || typeof value === 'bigint') return epochMilliseconds(Number(value), String(value));
  const text = typeof value === 'string' && value.length <= 64 ? value.trim() : '';
  if (/^[+-]?\d+(\.\d*)?$/.test(text)) return epochMilliseconds(Number(text), text);
  return parseDateText(text, utcOffsetMinutes) ?? 'must be ISO 8601 or epoch milliseconds';
}

function believed(timestampMs: number, written: number): ReadTime | string {
  if (isBelievable(timestampMs)) return { timestampMs, written };
  return `must be from 2000 to 2100, not ${timestampMs} ms after 1970, which looks like ${looksLike(timestampMs)}`;
}

function epochMilliseconds(value: number, text: string): ReadTime | string {
  if (isBelievable(value)) return { timestampMs: value, written: 0 };
  return `must be epoch milliseconds, not ${text}, which looks like ${looksLike(value)}`;
}
