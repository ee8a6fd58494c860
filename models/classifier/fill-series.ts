import { type ArraySeries, CHANNELS } from '#domain/channels.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { fillGaps, SLOT_HELD, SLOT_INTERPOLATED } from './fill-gaps.ts';

export interface FilledSeries {
  series: ArraySeries;
  /** Slots in which a channel was interpolated, none held. */
  interpolated: number;
  /** Slots in which a channel was held. */
  held: number;
}

/** Fills the gaps of all four channels; null when one of them holds no value at all. */
export function fillSeries(series: ArraySeries): FilledSeries | null {
  const worst = new Uint8Array(SLOTS_PER_DAY);
  const filled: Float32Array[] = [];
  for (const channel of CHANNELS) {
    const result = fillGaps(series[channel]);
    if (!result) return null;
    filled.push(result.filled);
    result.flags.forEach((flag, slot) => {
      if (flag > (worst[slot] ?? 0)) worst[slot] = flag;
    });
  }
  const [voltage, current, temperature, irradiance] = filled;
  if (!voltage || !current || !temperature || !irradiance) return null;
  const slots = (flag: number) => worst.reduce((sum, value) => sum + (value === flag ? 1 : 0), 0);
  return {
    series: { voltage, current, temperature, irradiance },
    interpolated: slots(SLOT_INTERPOLATED),
    held: slots(SLOT_HELD),
  };
}
