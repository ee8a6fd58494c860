import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { logWithin } from './draws.ts';
import { drawStretch, type Stretch } from './failures.ts';
import { SLOTS_PER_MINUTE, within } from './faults.ts';
import type { Random } from './random.ts';
import type { Range } from './ranges.ts';
import { LIFE } from './wide-ranges.ts';

/** Slots in which a converter takes no current; the array rests at 0 V (disconnected at its terminals) or at Voc. */
export interface Outage extends Stretch {
  kind: 'single' | 'whole_day' | 'late_start' | 'early_end' | 'trip';
  rest: 'zero' | 'open';
}

/** @param factor on the chance of each kind */
export function drawOutages(random: Random, dawn: number, dusk: number, factor: number): Outage[] {
  const { chance, singleMinutes, edgePart, trips, tripMinutes, zeroVoltageChance } = LIFE.outage;
  const rest = random.chance(zeroVoltageChance) ? 'zero' : 'open';
  const lit = dusk - dawn;
  const happens = (kind: keyof typeof chance) => random.fork(kind).chance(factor * chance[kind]);
  const stretch = (minutes: Range) => drawStretch(random, dawn, dusk, logWithin(random, minutes));
  const outages: Outage[] = [];
  if (happens('wholeDay')) outages.push({ kind: 'whole_day', from: 0, to: SLOTS_PER_DAY, rest });
  if (happens('single')) outages.push({ kind: 'single', ...stretch(singleMinutes), rest });
  if (happens('lateStart')) {
    outages.push({ kind: 'late_start', from: 0, to: Math.round(dawn + within(random, edgePart) * lit), rest });
  }
  if (happens('earlyEnd')) {
    outages.push({
      kind: 'early_end',
      from: Math.round(dusk - within(random, edgePart) * lit),
      to: SLOTS_PER_DAY,
      rest,
    });
  }
  if (happens('trips')) {
    const count = random.integer(trips.lo, trips.hi);
    for (let trip = 0; trip < count; trip++) outages.push({ kind: 'trip', ...stretch(tripMinutes), rest });
  }
  return outages;
}

/** A converter's sweeps of the whole curve, that a logger catches now and then: a slot somewhere on the curve. */
export interface Sweep {
  everySlots: number;
  /** Chance that a sweep falls on the instant of a sample. */
  seen: number;
  /** Lowest voltage of the sweep as part of Voc at STC. */
  lowestPart: number;
}

export function drawSweep(random: Random): Sweep {
  const { minutes, seen, lowestPart } = LIFE.sweep;
  return {
    everySlots: Math.round(logWithin(random, minutes) * SLOTS_PER_MINUTE),
    seen: within(random, seen),
    lowestPart: within(random, lowestPart),
  };
}
