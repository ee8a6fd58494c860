import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { type CompletedSeries, SLOT_UNKNOWN } from './complete-series.ts';
import { DARK_IRRADIANCE, type DayRatios } from './day-ratios.ts';
import { deviationsAt, type Reference } from './reference.ts';

/** What a converter does with an array in a slot; none of it is a fault of the array. */
export const OPERATING_STATES = ['dark', 'running', 'limited', 'off', 'sweep', 'unknown'] as const;

const [DARK, RUNNING, LIMITED, OFF, SWEEP, UNKNOWN] = OPERATING_STATES.keys() as unknown as number[] as [
  number,
  number,
  number,
  number,
  number,
  number,
];

export { DARK, LIMITED, OFF, RUNNING, SWEEP, UNKNOWN };

/** Off: less current than this part of the expected one, in the light. */
const OFF_CURRENT = 0.03;
/** A converter that goes off or comes back takes a minute: so many slots on either side belong to the outage. */
const OFF_MARGIN = 3;
/** Limited: a voltage so far above the one at maximum power, a current so far below, and the point on the healthy curve. */
const LIMITED_VOLTAGE = 1.03;
const LIMITED_CURRENT = 0.95;
const CURVE_TOLERANCE = 0.06;
/** Weak light, by its weight: even a limit of a tenth of the power lets the array run at its maximum there. */
const WEAK_WEIGHT = 0.1;
/** A limit lasts at least 3 minutes; holes of a minute in it are its control's. */
const LEAST_LIMITED_SLOTS = 9;
const LIMITED_HOLE_SLOTS = 3;
/**
 * Sweep: one or two slots whose power is under this part of that on both sides, which agree with one another; and so is the power
 * by light, or it was a small cloud.
 */
const SWEEP_POWER = 0.8;
const SWEEP_AGREEMENT = 0.1;

/**
 * The operating state of each slot, as indices into OPERATING_STATES, by rules that a person can check on the chart:
 * - `off`: no current in the light, whatever the voltage (0 or open circuit), and a minute around it;
 * - `limited`: the voltage moves towards the open circuit, the current falls, and the point stays on the curve of the healthy
 *   array: the converter takes less than it could;
 * - `sweep`: single slots in which the power dips and is back: the tracker looked at the curve.
 * @param reference what is usual for this array at each slot
 */
export function operatingStatesOf(completed: CompletedSeries, ratios: DayRatios, reference: Reference): Uint8Array {
  const states = new Uint8Array(SLOTS_PER_DAY).fill(RUNNING);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    if (completed.known[slot] === SLOT_UNKNOWN) states[slot] = UNKNOWN;
    else if ((ratios.irradiance[slot] as number) <= DARK_IRRADIANCE) states[slot] = DARK;
  }
  // A single slot without current between two with is a look at the curve, no outage: it is taken first.
  markSweeps(states, completed);
  markOff(states, ratios);
  markLimited(states, ratios, reference);
  return states;
}

/** Slots in a state, of those with light. */
export function countState(states: Uint8Array, state: number): number {
  return states.reduce((sum, value) => sum + (value === state ? 1 : 0), 0);
}

/** Stretches of one state as [from, end), at least `leastSlots` long, for bands on a chart. */
export function stretchesOf(states: Uint8Array, state: number, leastSlots = 1): [from: number, end: number][] {
  const found: [number, number][] = [];
  let from = -1;
  for (let slot = 0; slot <= states.length; slot++) {
    const inside = states[slot] === state;
    if (inside && from < 0) from = slot;
    if (inside || from < 0) continue;
    if (slot - from >= leastSlots) found.push([from, slot]);
    from = -1;
  }
  return found;
}

function markOff(states: Uint8Array, { current }: DayRatios): void {
  const off: number[] = [];
  states.forEach((state, slot) => {
    if (state === RUNNING && (current[slot] as number) < OFF_CURRENT) off.push(slot);
  });
  for (const slot of off) {
    const end = Math.min(slot + OFF_MARGIN, states.length - 1);
    for (let near = Math.max(slot - OFF_MARGIN, 0); near <= end; near++)
      if (states[near] === RUNNING) states[near] = OFF;
  }
}

function markSweeps(states: Uint8Array, { series, intervalSlots }: CompletedSeries): void {
  // Readings that stand for minutes do not show one.
  if (intervalSlots > 2) return;
  const power = (slot: number) => (series.voltage[slot] as number) * (series.current[slot] as number);
  const yieldAt = (slot: number) => power(slot) / Math.max(series.irradiance[slot] as number, DARK_IRRADIANCE);
  const isLit = (slot: number) => states[slot] === RUNNING;
  for (let slot = 2; slot < states.length - 3; slot++) {
    if (!isLit(slot)) continue;
    for (const length of [1, 2]) {
      const [before, after] = [slot - 1, slot + length];
      if (!isLit(before) || !isLit(after) || !isLit(slot + length - 1)) continue;
      const around = Math.min(power(before), power(after));
      const usualYield = Math.min(yieldAt(before), yieldAt(after));
      const agree = Math.abs(power(before) - power(after)) <= SWEEP_AGREEMENT * around;
      const dips = (at: number) => power(at) < SWEEP_POWER * around && yieldAt(at) < SWEEP_POWER * usualYield;
      if (agree && dips(slot) && dips(slot + length - 1)) states.fill(SWEEP, slot, slot + length);
    }
  }
}

function markLimited(states: Uint8Array, ratios: DayRatios, reference: Reference): void {
  const usualVoltage = usualVoltageOf(states, ratios, reference);
  const offset = usualDeviationOf(states, ratios, reference, usualVoltage);
  // Near the open circuit a limit's small swings of voltage are dips of power: in a limit they are no sweeps.
  const isHeld = Uint8Array.from(states, (state, slot) => {
    if (state !== RUNNING && state !== SWEEP) return 0;
    const { photocurrent, voltage } = deviationsAt(ratios, reference, slot);
    const current = (ratios.current[slot] as number) / (1 + offset) / reference.photocurrent(slot);
    const onCurve = Math.abs(photocurrent - offset / (ratios.steepness[slot] as number)) <= CURVE_TOLERANCE;
    return onCurve && (1 + voltage) / usualVoltage >= LIMITED_VOLTAGE && current <= LIMITED_CURRENT ? 1 : 0;
  });
  const isLimited = isHeld.slice();
  closeHoles(isLimited, LIMITED_HOLE_SLOTS);
  for (const [from, end] of stretchesOf(isLimited, 1, LEAST_LIMITED_SLOTS)) {
    for (let slot = from; slot < end; slot++) if (states[slot] === RUNNING || isHeld[slot]) states[slot] = LIMITED;
  }
}

/**
 * The voltage at which the array runs when nothing limits it, against the expected one: what a twentieth of the running slots stay
 * under, those of weak light among them, in which no limit holds. 1 or more: a nameplate may be too low, a fault is no measure.
 */
function usualVoltageOf(states: Uint8Array, ratios: DayRatios, reference: Reference): number {
  const found: number[] = [];
  states.forEach((state, slot) => {
    if (state !== RUNNING || (ratios.weight[slot] as number) < WEAK_WEIGHT) return;
    found.push(1 + deviationsAt(ratios, reference, slot).voltage);
  });
  found.sort((a, b) => a - b);
  return Math.min(Math.max(found[Math.floor(found.length / 20)] ?? 1, 1), 1.3);
}

/** What the array's photocurrent deviates by while it is at its maximum, as dirt does; 0 where it hardly ever is. */
function usualDeviationOf(states: Uint8Array, ratios: DayRatios, reference: Reference, usualVoltage: number): number {
  const found: number[] = [];
  states.forEach((state, slot) => {
    if (state !== RUNNING || (ratios.weight[slot] as number) < 1) return;
    const { photocurrent, voltage } = deviationsAt(ratios, reference, slot);
    if (Math.abs((1 + voltage) / usualVoltage - 1) < 0.025) found.push(photocurrent);
  });
  if (found.length < LEAST_LIMITED_SLOTS * 10) return 0;
  found.sort((a, b) => a - b);
  return Math.min(0.3, Math.max(-0.25, found[Math.floor(found.length / 2)] ?? 0));
}

function closeHoles(flags: Uint8Array, longest: number): void {
  for (const [from, end] of stretchesOf(flags, 0)) {
    if (from > 0 && end < flags.length && end - from <= longest) flags.fill(1, from, end);
  }
}
