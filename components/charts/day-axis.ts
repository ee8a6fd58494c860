import { DAY_MS } from '#server/domain/plant-day.ts';

export interface HourTick {
  x: number;
  label: string;
}

const MIN_LABEL_PIXELS = 52;

/** Hours of the plant day along `width` CSS pixels, 00:00 to 24:00, as many as there is room for. */
export function hourTicks(width: number): HourTick[] {
  const step = [1, 2, 3, 4, 6, 12].find((hours) => (width * hours) / 24 >= MIN_LABEL_PIXELS) ?? 24;
  return Array.from({ length: 24 / step + 1 }, (_, index) => ({
    x: (width * index * step) / 24,
    label: `${String(index * step).padStart(2, '0')}:00`,
  }));
}

/** Milliseconds of the plant day at a place along the axis, kept inside the day. */
export function msAt(x: number, width: number): number {
  return Math.min(DAY_MS - 1, Math.max(0, (x / Math.max(1, width)) * DAY_MS));
}
