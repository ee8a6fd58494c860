import { SLOT_S, SLOTS } from './day-grid.ts';
import type { FieldSeries } from './measure.ts';
import type { Plan, Span } from './plan.ts';
import type { FieldRandom } from './random.ts';

const CHANNELS = ['voltage', 'current', 'temperature', 'irradiance'] as const;

function sampled(values: Float64Array, seconds: number, as: 'mean' | 'pick'): Float64Array {
  const reported = new Float64Array(SLOTS).fill(Number.NaN);
  for (let second = 0; second < SLOTS * SLOT_S; second += seconds) {
    const slot = Math.floor(second / SLOT_S);
    const end = Math.min(Math.max(Math.floor((second + seconds) / SLOT_S), slot + 1), SLOTS);
    const part = as === 'mean' ? values.subarray(slot, end) : values.subarray(slot, slot + 1);
    reported[slot] = part.reduce((sum, value) => sum + value, 0) / part.length;
  }
  return reported;
}

function blank(series: FieldSeries, span: Span): void {
  for (const channel of CHANNELS) series[channel].fill(Number.NaN, span.fromSlot, span.toSlot);
}

/** Leaves the readings that were taken and came through; every other slot is NaN. */
export function sampleSeries(series: FieldSeries, plan: Plan, daylight: Span, random: FieldRandom): FieldSeries {
  const { seconds, as } = plan.sampling;
  const { sensors } = plan;
  const reported =
    seconds <= SLOT_S
      ? series
      : {
          voltage: sampled(series.voltage, seconds, as),
          current: sampled(series.current, seconds, as),
          temperature: sampled(series.temperature, seconds, as),
          irradiance: sampled(series.irradiance, seconds, as),
        };
  for (const gap of sensors.gaps) blank(reported, gap);
  if (sensors.nightMissing) {
    blank(reported, { fromSlot: 0, toSlot: daylight.fromSlot });
    blank(reported, { fromSlot: daylight.toSlot, toSlot: SLOTS });
  }
  for (let slot = 0; slot < SLOTS; slot++) {
    if (random.chance(sensors.lost)) blank(reported, { fromSlot: slot, toSlot: slot + 1 });
  }
  return reported;
}
