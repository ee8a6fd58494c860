import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  dayOfYear,
  formatUtcOffset,
  isPlantDay,
  plantDayOf,
  plantDayStartMs,
  SLOT_SECONDS,
  SLOTS_PER_DAY,
  shiftPlantDay,
} from '#domain/plant-day.ts';

describe('plant days', () => {
  it('accept dates that exist and nothing else', () => {
    expect(['2026-11-23', '2028-02-29'].every(isPlantDay)).toBe(true);
    expect(['2026-02-30', '2026-13-01', '26-11-23', '2026-11-23T00', 'yesterday', ''].some(isPlantDay)).toBe(false);
  });

  it('lie between 1970 and 2199: a step from any of them is a day of the calendar', () => {
    expect(['1970-01-01', '2199-12-31'].every(isPlantDay)).toBe(true);
    expect(['0000-01-01', '1969-12-31', '2200-01-01', '9999-12-31'].some(isPlantDay)).toBe(false);
  });

  it('always have 4,320 slots of 20 s, on the days clocks change as well', () => {
    for (const day of ['2026-03-29', '2026-10-25']) {
      expect(plantDayStartMs(shiftPlantDay(day, 1), 60) - plantDayStartMs(day, 60)).toBe(DAY_MS);
    }
    expect(SLOTS_PER_DAY * SLOT_SECONDS * 1000).toBe(DAY_MS);
  });

  it.each([-720, -210, 0, 60, 345, 840])(
    'hold their own first and last millisecond at %i minutes from UTC',
    (offset) => {
      const startMs = plantDayStartMs('2026-11-23', offset);
      expect(plantDayOf(startMs, offset)).toBe('2026-11-23');
      expect(plantDayOf(startMs + DAY_MS - 1, offset)).toBe('2026-11-23');
      expect(plantDayOf(startMs - 1, offset)).toBe('2026-11-22');
    },
  );

  it('know where in the year they are', () => {
    expect(['2026-01-01', '2026-12-31', '2028-12-31'].map(dayOfYear)).toEqual([1, 365, 366]);
  });

  it('print their zone', () => {
    expect([60, 0, -210].map(formatUtcOffset)).toEqual(['UTC+01:00', 'UTC+00:00', 'UTC-03:30']);
  });
});
