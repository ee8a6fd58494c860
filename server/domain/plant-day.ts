import { z } from 'zod';

export const SLOT_SECONDS = 20;
export const SLOTS_PER_DAY = 4320;
export const DAY_MS = 86_400_000;

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days outside are slips of the hand, and a step beyond the year 9999 is a text of another length. */
const [FIRST_DAY, LAST_DAY] = ['1970-01-01', '2199-12-31'];

/** True for a date that exists, written YYYY-MM-DD ("2026-02-30" does not), from 1970 to 2199. */
export function isPlantDay(text: string): boolean {
  if (!DAY_PATTERN.test(text) || text < FIRST_DAY || text > LAST_DAY) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
}

export const plantDaySchema = z
  .string()
  .refine(isPlantDay, 'expected an existing date as YYYY-MM-DD')
  .meta({ format: 'date', example: '2026-06-21' });

/** Fixed offset of a plant from UTC in minutes; standard time, never daylight saving. */
export const utcOffsetMinutesSchema = z
  .number()
  .int()
  .min(-12 * 60)
  .max(14 * 60);

/** Epoch milliseconds at which the plant day begins (00:00 plant standard time). */
export function plantDayStartMs(day: string, utcOffsetMinutes: number): number {
  return Date.parse(`${day}T00:00:00Z`) - utcOffsetMinutes * 60_000;
}

/** The plant day that holds an instant. */
export function plantDayOf(timestampMs: number, utcOffsetMinutes: number): string {
  return new Date(timestampMs + utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
}

/** The day before (or after, with a positive `days`) a plant day. */
export function shiftPlantDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 on 1 January to 365 or 366: where the sun stands. */
export function dayOfYear(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / DAY_MS + 1;
}

/** "UTC+01:00", printed beside every time the product shows. */
export function formatUtcOffset(utcOffsetMinutes: number): string {
  const sign = utcOffsetMinutes < 0 ? '-' : '+';
  const minutes = Math.abs(utcOffsetMinutes);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `UTC${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
