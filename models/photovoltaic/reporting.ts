import { type ArraySeries, CHANNELS } from '#domain/channels.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { within } from './faults.ts';
import type { Random } from './random.ts';
import { LIFE } from './wide-ranges.ts';

/** What a plant's loggers report while its converters sleep: where the true light is below `below`, W/m². */
export interface Night {
  kind: (typeof LIFE.night.kinds)[number];
  below: number;
  /** V, A and W/m² that are reported instead, as the kind has it. */
  voltage: number;
  current: number;
  irradiance: number;
}

export function drawNight(random: Random): Night {
  const { kinds, below, voltage, current, irradiance } = LIFE.night;
  return {
    kind: random.pick(kinds),
    below: within(random, below),
    voltage: within(random, voltage),
    current: within(random, current),
    irradiance: within(random, irradiance),
  };
}

/** Puts the night into what the sensors report, in place. */
export function reportNight(series: ArraySeries, irradiance: Float64Array, night: Night, random: Random): void {
  const { voltage, current } = series;
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    if ((irradiance[slot] as number) >= night.below) continue;
    if (night.kind === 'missing') for (const channel of CHANNELS) series[channel][slot] = Number.NaN;
    if (night.kind === 'no_power_readings' || night.kind === 'zero') {
      const value = night.kind === 'zero' ? 0 : Number.NaN;
      [voltage[slot], current[slot]] = [value, value];
      if (night.kind === 'zero') series.irradiance[slot] = 0;
    }
    if (night.kind === 'voltage') voltage[slot] = Math.max(night.voltage + 0.1 * random.normal(), 0);
    if (night.kind === 'offset') {
      current[slot] = night.current;
      series.irradiance[slot] = night.irradiance;
    }
  }
}

/** How often a plant is sampled. */
export interface Sampling {
  seconds: number;
  how: 'mean' | 'pick';
  /** Slots between two samples repeat the last one or have none. */
  between: 'held' | 'missing';
  /** Whether a mean is stamped with the end of its interval. */
  stampedAtEnd: boolean;
}

export function drawSampling(random: Random): Sampling {
  const { seconds, pickChance, heldChance } = LIFE.sampling;
  return {
    seconds: random.pick(seconds),
    how: random.chance(pickChance) ? 'pick' : 'mean',
    between: random.chance(heldChance) ? 'held' : 'missing',
    stampedAtEnd: random.chance(0.3),
  };
}

/** Factor on the noise of a slot: the mean of samples closer than a slot has less of it. */
export function noiseOf(sampling: Sampling | null): number {
  if (!sampling || sampling.how === 'pick' || sampling.seconds >= SLOT_SECONDS) return 1;
  return Math.sqrt(sampling.seconds / SLOT_SECONDS);
}

/** Reports 20 s series at a plant's own interval, in place: means of what is there, or the first slot of each interval. */
export function resample(series: ArraySeries, { seconds, how, between, stampedAtEnd }: Sampling): void {
  const slots = seconds / SLOT_SECONDS;
  if (slots <= 1) return;
  for (const channel of CHANNELS) {
    const readings = series[channel].slice();
    let last = Number.NaN;
    for (let n = 0; ; n++) {
      const [from, to] = [Math.round(n * slots), Math.min(Math.round((n + 1) * slots), SLOTS_PER_DAY)];
      if (from >= SLOTS_PER_DAY) break;
      const own = how === 'pick' ? (readings[from] as number) : meanOf(readings.subarray(from, to));
      const value = stampedAtEnd && how === 'mean' ? last : own;
      series[channel].fill(between === 'held' ? value : Number.NaN, from, to);
      series[channel][from] = value;
      last = own;
    }
  }
}

function meanOf(readings: Float32Array): number {
  let [sum, count] = [0, 0];
  for (const value of readings) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : Number.NaN;
}
