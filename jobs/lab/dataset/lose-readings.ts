import { type ArraySeries, CHANNELS } from '#domain/channels.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { Random } from '#models/photovoltaic/random.ts';

/** Short gaps of up to 5 minutes, and blocks of 20 minutes to 2 hours: a bad link, and one that is down. */
const GAP_SLOTS = { lo: 1, hi: 15 };
const BLOCK_SLOTS = { lo: 60, hi: 360 };

/**
 * Loses a part of the day's readings in all four channels, half of it in short gaps, half in blocks, anywhere in the day.
 * Changes `series`.
 * @param part 0..1, of the 4,320 slots; what was missing before counts
 */
export function loseReadings(series: ArraySeries, part: number, random: Random): void {
  const target = Math.round(part * SLOTS_PER_DAY);
  let missing = series.voltage.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
  const lose = ({ lo, hi }: { lo: number; hi: number }, until: number) => {
    while (missing < until) {
      const slots = random.integer(lo, hi);
      const from = random.integer(0, SLOTS_PER_DAY - slots);
      for (let slot = from; slot < from + slots && missing < until; slot++) {
        if (Number.isNaN(series.voltage[slot])) continue;
        for (const channel of CHANNELS) series[channel][slot] = Number.NaN;
        missing++;
      }
    }
  };
  lose(BLOCK_SLOTS, missing + Math.round((target - missing) / 2));
  lose(GAP_SLOTS, target);
}
