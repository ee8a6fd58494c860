import { DAY_MS } from '#domain/plant-day.ts';

/** How a time was written, bits: without a zone; as 24:00; as a leap second. */
export const ZONELESS = 1;
export const MIDNIGHT_24 = 2;
export const LEAP_SECOND = 4;

/** A time, epoch milliseconds, and how it was written. */
export interface ReadTime {
  timestampMs: number;
  written: number;
}

// ISO 8601 as databases and loggers write it: T or a blank, seconds and their fraction may be absent, a zone too.
const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?: ?([Zz]|UTC|[+-]\d{2}(?::?\d{2})?))?$/;
const FIRST_TEXT_MS = Date.UTC(1970, 0, 2);
const END_TEXT_MS = Date.UTC(2199, 11, 31);

/**
 * Reads ISO 8601; undefined when it is none, or no date that exists. Without a zone it is the plant's standard time, which
 * has no summer time. 24:00 is 00:00 of the next day. A leap second, 23:59:60 UTC, is the last millisecond of its minute.
 */
export function parseDateText(text: string, utcOffsetMinutes: number): ReadTime | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const fractionMs = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  const dateMs = Date.UTC(year, month - 1, day);
  const date = new Date(dateMs);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const offset = offsetMinutes(match[8], utcOffsetMinutes);
  if (offset === undefined || minute > 59 || second > 60) return undefined;

  let written = match[8] === undefined ? ZONELESS : 0;
  let timeMs = ((hour * 60 + minute) * 60 + second) * 1000 + fractionMs;
  if (timeMs === DAY_MS && hour === 24) written |= MIDNIGHT_24;
  else if (hour > 23) return undefined;
  if (second === 60) {
    const endMs = dateMs + (hour * 60 + minute + 1) * 60_000 - offset * 60_000;
    if (endMs % DAY_MS !== 0) return undefined;
    timeMs = (hour * 60 + minute + 1) * 60_000 - 1;
    written |= LEAP_SECOND;
  }
  const timestampMs = dateMs + timeMs - offset * 60_000;
  return timestampMs >= FIRST_TEXT_MS && timestampMs < END_TEXT_MS ? { timestampMs, written } : undefined;
}

/** Minutes of "Z", "UTC", "+01", "+0100" or "+01:00"; those of the plant without one; undefined beyond any zone there is. */
function offsetMinutes(zone: string | undefined, plantOffset: number): number | undefined {
  if (zone === undefined) return plantOffset;
  if (/^(Z|UTC)$/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  if (minutes > 14 * 60 || Number(digits.slice(2)) > 59) return undefined;
  return zone.startsWith('-') ? -minutes : minutes;
}
