import type { ArraySeries } from '#domain/channels.ts';
import { DAYLIGHT_IRRADIANCE } from '#models/series/daylight.ts';
import { usableSlots } from '#models/series/series-grid.ts';

/** 30 minutes: a live thermometer or pyranometer never gives the same reading that long by day, a stuck one does. */
const STUCK_SLOTS = 90;

/**
 * Slots whose energy can be judged: by day (above 20 W/m²), with a reading in all four channels that was received and
 * within its limits (the series of silver hold nothing else), and of no sensor that is stuck.
 * @returns one entry a slot: 1 for a good one, else 0
 */
export function goodSlots(series: ArraySeries): Uint8Array {
  const good = usableSlots(series);
  series.irradiance.forEach((light, slot) => {
    if (!(light > DAYLIGHT_IRRADIANCE)) good[slot] = 0;
  });
  for (const channel of ['temperature', 'irradiance'] as const) dropStuck(series[channel], good);
  return good;
}

/** Takes away the stretches in which a channel repeats one value; missing readings do not end a stretch. In place. */
function dropStuck(values: Float32Array, good: Uint8Array): void {
  let from = 0;
  let held = Number.NaN;
  const drop = (to: number) => {
    if (to - from >= STUCK_SLOTS) good.fill(0, from, to);
  };
  values.forEach((value, slot) => {
    if (Number.isNaN(value) || value === held) return;
    if (!Number.isNaN(held)) drop(slot);
    [from, held] = [slot, value];
  });
  drop(values.length);
}
