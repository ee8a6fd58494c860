import { type ArraySeries, CHANNELS, type Channel } from '#domain/channels.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';

export const BIN_MINUTES = 10;
export const BINS = 1440 / BIN_MINUTES;
const BIN_SLOTS = SLOTS_PER_DAY / BINS;

/** What commissioning keeps of an array-day: 2.4 kB instead of 70, so that a whole plant fits into memory. */
export interface DaySummary {
  /** Mean of each bin's readings, a channel by itself; NaN where it has none. */
  bins: ArraySeries;
  /** Slots that hold a value, of each channel. */
  filled: Record<Channel, number>;
  /** The longest stretch of one value in the light, as a part of the lit readings of each channel, 0..1. */
  heldPart: Record<Channel, number>;
  /** Median time from one reading to the next, s; null for fewer than two readings. */
  intervalSeconds: number | null;
  /** Values that came for the day and were beyond what their channel can give. */
  outOfRange: number;
}

/** Reduces an array-day. @param series 4,320 slots: V, A, °C, W/m², NaN where no reading is */
export function summarizeDay(series: ArraySeries, counts: Pick<ReadingCounts, 'outOfRange'>): DaySummary {
  const of = <Value>(make: (channel: Channel) => Value) =>
    Object.fromEntries(CHANNELS.map((channel) => [channel, make(channel)])) as Record<Channel, Value>;
  return {
    bins: of((channel) => binMeans(series[channel])),
    filled: of((channel) => series[channel].reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)),
    heldPart: of((channel) => heldPart(series[channel], series.irradiance)),
    intervalSeconds: intervalOf(series),
    outOfRange: counts.outOfRange,
  };
}

function binMeans(values: Float32Array): Float32Array {
  return Float32Array.from({ length: BINS }, (_, bin) => {
    let [sum, count] = [0, 0];
    for (let slot = bin * BIN_SLOTS; slot < (bin + 1) * BIN_SLOTS; slot++) {
      const value = values[slot] as number;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    return count > 0 ? sum / count : Number.NaN;
  });
}

/** The longest stretch of one value in the light, as a part of the lit readings. */
function heldPart(values: Float32Array, light: Float32Array): number {
  let [lit, held, longest] = [0, 0, 0];
  let last = Number.NaN;
  values.forEach((value, slot) => {
    if (Number.isNaN(value) || !((light[slot] as number) > LIT_IRRADIANCE)) return;
    held = value === last ? held + 1 : 1;
    last = value;
    lit++;
    longest = Math.max(longest, held);
  });
  return lit >= LEAST_LIT_SLOTS ? longest / lit : 0;
}

/** Light, W/m², in which every sensor has something to show. */
const LIT_IRRADIANCE = 50;
const LEAST_LIT_SLOTS = 20;

function intervalOf(series: ArraySeries): number | null {
  const steps: number[] = [];
  let last = -1;
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    if (CHANNELS.every((channel) => Number.isNaN(series[channel][slot]))) continue;
    if (last >= 0) steps.push(slot - last);
    last = slot;
  }
  if (steps.length === 0) return null;
  steps.sort((a, b) => a - b);
  return (steps[Math.floor(steps.length / 2)] as number) * SLOT_SECONDS;
}
