import { formatClock } from '#components/format/time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS_MS = [
  ...[50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR),
];

export interface TimeTick {
  atMs: number;
  /** Time of day in plant time: "14:20:40", with tenths of a second where ticks are closer. */
  label: string;
}

/**
 * Round instants of a span, by the clock of the plant.
 * @param most how many there is room for, at least one
 */
export function timeTicks(startMs: number, endMs: number, utcOffsetMinutes: number, most: number): TimeTick[] {
  const span = endMs - startMs;
  const stepMs = STEPS_MS.find((step) => span / step <= most) ?? Math.ceil(span / most / HOUR) * HOUR;
  const shiftMs = utcOffsetMinutes * MINUTE;
  const ticks: TimeTick[] = [];
  for (let localMs = Math.ceil((startMs + shiftMs) / stepMs) * stepMs; localMs <= endMs + shiftMs; localMs += stepMs) {
    const fraction =
      stepMs < SECOND
        ? `.${String(localMs % SECOND)
            .padStart(3, '0')
            .slice(0, stepMs < 100 ? 2 : 1)}`
        : '';
    ticks.push({ atMs: localMs - shiftMs, label: `${formatClock(localMs)}${fraction}` });
  }
  return ticks;
}
