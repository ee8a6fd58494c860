import { DAY_MS, formatUtcOffset } from '#domain/plant-day.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

const pad = (value: number) => String(value).padStart(2, '0');

/** "Mon 23 Nov 2026". */
export function formatDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "24 Nov 2026, 02:14:09 UTC+01:00": an instant in plant time, never without its zone. */
export function formatInstant(iso: string, utcOffsetMinutes: number): string {
  const local = new Date(Date.parse(iso) + utcOffsetMinutes * 60_000);
  const date = `${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()}`;
  return `${date}, ${formatClock(Date.parse(iso) + utcOffsetMinutes * 60_000)} ${formatUtcOffset(utcOffsetMinutes)}`;
}

/** "14:20:40" of a time of day in milliseconds; the end of the day is "24:00:00". */
export function formatClock(msOfDay: number): string {
  const seconds = Math.floor((msOfDay === DAY_MS ? DAY_MS : ((msOfDay % DAY_MS) + DAY_MS) % DAY_MS) / 1000);
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

/** A wavelet period: "50 s", "12 min", "1 h", "6.3 h". */
export function formatPeriod(seconds: number): string {
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  if (seconds < 3570) return `${trimmed(seconds / 60)} min`;
  return `${trimmed(seconds / 3600)} h`;
}

function trimmed(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

/** "23 Nov", where the year is clear. */
export function formatShortDay(day: string): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}
