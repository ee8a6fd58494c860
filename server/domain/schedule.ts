import { type Cron, nextFireMs } from '#server/domain/cron.ts';
import { DAY_MS, plantDayOf, plantDayStartMs, shiftPlantDay } from '#server/domain/plant-day.ts';

export interface Schedule {
  cron: Cron;
  utcOffsetMinutes: number;
  /** How long after its end a day's readings may still come: it is not run before. */
  latenessMs: number;
  /** So many days back, at most, are run after a downtime. */
  catchUpDays: number;
}

/**
 * When a plant day's run is due: at the first time of the schedule after the day is over, or as soon as its late readings
 * have come, should that be later. Epoch ms; null for never.
 */
export function dueAtMs(day: string, { cron, utcOffsetMinutes, latenessMs }: Schedule): number | null {
  const offsetMs = utcOffsetMinutes * 60_000;
  const endMs = plantDayStartMs(day, utcOffsetMinutes) + DAY_MS;
  const fireMs = nextFireMs(cron, endMs + offsetMs);
  return fireMs === null ? null : Math.max(fireMs - offsetMs, endMs + latenessMs);
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
