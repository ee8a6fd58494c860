import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { BuiltArray } from './built-array.ts';
import { randomWalk } from './clouds.ts';
import { drawStretch, type Stretch } from './failures.ts';
import { SLOTS_PER_MINUTE, within } from './faults.ts';
import { highestWith } from './mppt.ts';
import type { Random } from './random.ts';
import { LIFE } from './wide-ranges.ts';

/** How a plant's converters keep to a limit of their power. */
export interface PowerLimit extends Stretch {
  kind: (typeof LIFE.limit.kinds)[number];
  control: (typeof LIFE.limit.controls)[number];
  /** The limit as part of each array's power at STC; of zero export its mean. */
  part: number;
  /** The same a slot, for a limit that wanders. */
  partAt: Float64Array | null;
  /** Minutes in which a slow control comes back from a limit. */
  recoveryMinutes: number;
  /** How far a hunting control goes beyond what is needed, as part of Voc, and the time it takes. */
  huntingPart: number;
  huntingMinutes: number;
}

export function drawPowerLimit(random: Random, dawn: number, dusk: number): PowerLimit {
  const { part, controls, kinds, partHours, recoveryMinutes, hunting } = LIFE.limit;
  const kind = random.pick(kinds);
  const level = within(random, part);
  const stretch = drawStretch(random, dawn, dusk, 60 * within(random, partHours));
  return {
    kind,
    control: random.pick(controls),
    part: level,
    partAt: kind === 'zero_export' ? wanderingLoad(level, random.fork('load')) : null,
    ...(kind === 'part_of_day' ? stretch : { from: 0, to: SLOTS_PER_DAY }),
    recoveryMinutes: within(random, recoveryMinutes),
    huntingPart: within(random, hunting.part),
    huntingMinutes: within(random, hunting.minutes),
  };
}

/** Part of STC power that a limit leaves in a slot; more than any array gives where there is none. */
export function limitPartAt(limit: PowerLimit, slot: number): number {
  if (slot < limit.from || slot >= limit.to) return Number.POSITIVE_INFINITY;
  return limit.partAt ? (limit.partAt[slot] as number) : limit.part;
}

/** @returns the voltage at which an array is held in a slot whose tracker would hold it at `held`, V. */
export function createLimiter(
  limit: PowerLimit,
  array: BuiltArray,
  random: Random,
): (slot: number, held: number, powerAt: (voltage: number) => number) => number {
  const { openCircuitVoltage, power } = array.stc;
  const highest = 1.3 * openCircuitVoltage;
  const lowest = LIFE.limit.lowestPart * openCircuitVoltage;
  const phase = random.uniform(0, 2 * Math.PI);
  const forgets = limit.control === 'slow' ? 1 / (limit.recoveryMinutes * SLOTS_PER_MINUTE) : 1;
  // How far above the tracker's voltage it is held: it rises at once and falls as the control allows.
  let above = 0;
  return (slot, held, powerAt) => {
    const most = limitPartAt(limit, slot) * power;
    const given = powerAt(held);
    const isLimited = given > most;
    above *= 1 - forgets;
    if (isLimited && limit.control === 'low' && powerAt(lowest) < most) return lowestWith(powerAt, most, lowest, held);
    if (isLimited) above = Math.max(above, highestWith(powerAt, most, held, highest) - held);
    if (!isLimited && above < 1e-3 * held) return held;
    const swing = 1 + Math.sin((2 * Math.PI * slot) / (limit.huntingMinutes * SLOTS_PER_MINUTE) + phase);
    const beyond = isLimited && limit.control === 'hunting' ? 0.5 * limit.huntingPart * openCircuitVoltage * swing : 0;
    const wanted = held + above + beyond;
    // No control lets go of the power altogether: near Voc it ends on the steep side of the curve.
    const least = LIFE.limit.leastPower * Math.min(most, given);
    return powerAt(wanted) < least ? highestWith(powerAt, least, held, highest) : wanted;
  };
}

/** The voltage below the maximum at which the array gives a power, V; it must give it at `held` and not at `lowest`. */
function lowestWith(powerAt: (voltage: number) => number, power: number, lowest: number, held: number): number {
  let [low, high] = [lowest, held];
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (powerAt(middle) > power) high = middle;
    else low = middle;
  }
  return low;
}

/** Own use of a plant that feeds nothing into the grid: it wanders, and jumps when something is switched. */
function wanderingLoad(level: number, random: Random): Float64Array {
  const { deviation, memoryMinutes, least } = LIFE.limit.zeroExport;
  const walk = randomWalk(random, Math.exp(-1 / (within(random, memoryMinutes) * SLOTS_PER_MINUTE)));
  const switched = random.uniform(0.002, 0.02);
  let step = 0;
  return new Float64Array(SLOTS_PER_DAY).map(() => {
    if (random.chance(switched)) step = 0.3 * random.normal();
    return Math.max(level * Math.exp(deviation * walk() + step), least);
  });
}
