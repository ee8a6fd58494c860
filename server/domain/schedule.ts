import { Cron } from 'croner';
import { DAY_MS, plantDayOf, plantDayStartMs, shiftPlantDay } from '#domain/plant-day.ts';

export interface Schedule {
  /** By the plant's own clock: parsed with its offset. */
  cron: Cron;
  utcOffsetMinutes: number;
  /** How long after its end a day's readings may still come: it is not run before. */
  latenessMs: number;
  /** So many days back, at most, are run after a downtime. */
  catchUpDays: number;
}

/**
 * Reads cron's five fields, such as `0 1 * * *`, by a clock at a fixed offset, which has no summer time. Throws an error that
 * says what is wrong.
 */
export function parseCron(text: string, utcOffsetMinutes: number): Cron {
  const cron = new Cron(text, { mode: '5-part', utcOffset: utcOffsetMinutes });
  if (cron.getOnce() !== null) throw new RangeError('a date is no schedule: expected five fields, like 0 1 * * *');
  return cron;
}

/** The first instant of a schedule at or after another one. Null for one that never comes, such as 30 February. */
export function nextFireMs(cron: Cron, fromMs: number): number | null {
  return cron.nextRun(new Date(fromMs - 1))?.getTime() ?? null;
}

/**
 * When a plant day's run is due: at the first time of the schedule after the day is over, or as soon as its late readings
 * have come, should that be later. Epoch ms; null for never.
 */
export function dueAtMs(day: string, { cron, utcOffsetMinutes, latenessMs }: Schedule): number | null {
  const endMs = plantDayStartMs(day, utcOffsetMinutes) + DAY_MS;
  const fireMs = nextFireMs(cron, endMs);
  return fireMs === null ? null : Math.max(fireMs, endMs + latenessMs);
}

/** The plant days whose run is due, oldest first: of the last `catchUpDays`, those that ended since `sinceMs`. */
export function dueDays(schedule: Schedule, nowMs: number, sinceMs: number): string[] {
  const { utcOffsetMinutes, catchUpDays } = schedule;
  const today = plantDayOf(nowMs, utcOffsetMinutes);
  return Array.from({ length: catchUpDays }, (_, index) => shiftPlantDay(today, index - catchUpDays)).filter((day) => {
    const dueMs = dueAtMs(day, schedule);
    return dueMs !== null && dueMs <= nowMs && plantDayStartMs(day, utcOffsetMinutes) + DAY_MS > sinceMs;
  });
}
