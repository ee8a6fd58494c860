import type { ArraySeries } from '#domain/channels.ts';
import { CHANNELS } from '#domain/channels.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { type Json, SLOTS_PER_MINUTE, within } from './faults.ts';
import type { Random } from './random.ts';
import { FAILURES, OUTAGE, SENSORS } from './ranges.ts';

/** Slots [from, to). */
export interface Stretch {
  from: number;
  to: number;
}

export type ThermometerFailure = Stretch & { kind: 'stuck' | 'shaded'; shadowKelvin: number };

/** What goes wrong on an array-day beside its condition; any condition may have it, so that none gives a label away. */
export interface Failures {
  outage: Stretch | null;
  thermometer: ThermometerFailure | null;
  gaps: Stretch[];
}

export function drawFailures(random: Random, dawn: number, dusk: number): Failures {
  const outages = random.chance(OUTAGE.chance);
  const outage = drawStretch(random, dawn, dusk, within(random, OUTAGE.minutes));
  const fails = random.chance(FAILURES.thermometerChance);
  const thermometer = {
    ...drawStretch(random, dawn, dusk, 60 * within(random, FAILURES.thermometerHours)),
    kind: random.pick(['stuck', 'shaded'] as const),
    shadowKelvin: within(random, FAILURES.thermometerShadow),
  };
  return {
    outage: outages ? outage : null,
    thermometer: fails ? thermometer : null,
    gaps: random.chance(FAILURES.gapChance) ? drawGaps(random) : [],
  };
}

/** Makes the readings of gaps missing in all four channels: a lost telegram loses the whole reading. */
export function cutGaps(series: ArraySeries, gaps: readonly Stretch[]): void {
  for (const { from, to } of gaps) for (const channel of CHANNELS) series[channel].fill(Number.NaN, from, to);
}

/** Lets a thermometer hold its reading, or cool under a shadow with the light it lacks. In place. */
export function failThermometer(
  temperature: Float32Array,
  irradiance: Float64Array,
  failure: ThermometerFailure,
): void {
  const held = temperature[failure.from] as number;
  for (let slot = failure.from; slot < failure.to; slot++) {
    const cooler = failure.shadowKelvin * Math.min((irradiance[slot] as number) / 1000, 1);
    temperature[slot] =
      failure.kind === 'stuck' ? held : quantised((temperature[slot] as number) - cooler, SENSORS.step.temperature);
  }
}

/** The nearest multiple of a sensor's step. */
export function quantised(value: number, step: number): number {
  // + 0 turns a negative zero into a plain one.
  return Math.round(value / step) * step + 0;
}

export function describeFailures({ outage, thermometer, gaps }: Failures): Readonly<Record<string, Json>> {
  return {
    outage: outage && { ...outage },
    thermometer: thermometer && { ...thermometer },
    missingSlots: gaps.reduce((sum, { from, to }) => sum + to - from, 0),
  };
}

/** A stretch of daylight of a length that starts anywhere in it. */
export function drawStretch(random: Random, dawn: number, dusk: number, minutes: number): Stretch {
  const slots = Math.min(Math.round(minutes * SLOTS_PER_MINUTE), dusk - dawn);
  const from = random.integer(dawn, Math.max(dawn, dusk - slots));
  return { from, to: from + slots };
}

function drawGaps(random: Random): Stretch[] {
  const wanted = within(random, FAILURES.gapPart) * SLOTS_PER_DAY;
  const gaps: Stretch[] = [];
  for (let lost = 0; lost < wanted; ) {
    const slots = random.integer(FAILURES.gapSlots.lo, FAILURES.gapSlots.hi);
    const from = random.integer(0, SLOTS_PER_DAY - slots);
    gaps.push({ from, to: from + slots });
    lost += slots;
  }
  return gaps;
}
