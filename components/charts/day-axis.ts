import { type TimeWindow, WHOLE_DAY } from '#components/charts/time-window.ts';
import { DAY_MS } from '#domain/plant-day.ts';

export interface HourTick {
  x: number;
  label: string;
}

const MIN_LABEL_PIXELS = 52;
const MINUTE_MS = 60_000;
const STEPS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720] as const;

/** Round times along `width` CSS pixels, "00:00" to "24:00", as many as there is room for. */
export function hourTicks(width: number, window: TimeWindow = WHOLE_DAY): HourTick[] {
  const span = window.toMs - window.fromMs;
  const roomy = STEPS_MINUTES.find((minutes) => (width * minutes * MINUTE_MS) / span >= MIN_LABEL_PIXELS) ?? 1440;
  const step = roomy * MINUTE_MS;
  const first = Math.ceil(window.fromMs / step);
  const last = Math.floor(window.toMs / step);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const ms = (first + index) * step;
    const minutes = Math.round(ms / MINUTE_MS);
    const pad = (value: number) => String(value).padStart(2, '0');
    return { x: xAt(ms, width, window), label: `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}` };
  });
}

/** Milliseconds of the plant day at a place along the axis, kept inside the window. */
export function msAt(x: number, width: number, window: TimeWindow = WHOLE_DAY): number {
  const part = Math.min(1, Math.max(0, x / Math.max(1, width)));
  return Math.min(DAY_MS - 1, window.fromMs + part * (window.toMs - window.fromMs));
}

/** Where a time stands along the axis, CSS pixels; outside 0..width when it is not in the window. */
export function xAt(ms: number, width: number, window: TimeWindow = WHOLE_DAY): number {
  return ((ms - window.fromMs) / (window.toMs - window.fromMs)) * width;
}
