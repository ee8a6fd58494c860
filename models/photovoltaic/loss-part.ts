import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ArrayCircuit } from './array-circuit.ts';
import { type ArrayState, HEALTHY } from './array-state.ts';

/** Slots between two solved points: 5 min. */
const STRIDE = 15;
const SWEEP_POINTS = 24;
const REFINEMENTS = 14;
/** Below this light, W/m², there is no power worth a sum. */
const LEAST_LIGHT = 5;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Part of the day's energy that a fault takes, 0..1: the maximum power of the faulty array against that of the same
 * array healthy, every 5 min. It is what the fault costs at best: a converter that tracks badly loses more.
 * @param circuit of the array; it is set anew, and left at some other slot
 * @param highestVoltage that the array can have, V
 * @param irradiance that reaches the cells, W/m², a value a slot; cellTemperature °C
 * @param onsetSlot first slot with the fault; null when there is none
 */
export function lossPartOf(options: {
  circuit: ArrayCircuit;
  highestVoltage: number;
  irradiance: Float64Array;
  cellTemperature: Float64Array;
  onsetSlot: number | null;
  stateAt: (slot: number) => ArrayState;
  /** State of a second fault; default none. */
  secondAt?: (slot: number) => ArrayState;
}): number {
  const { circuit, highestVoltage, irradiance, cellTemperature, onsetSlot, stateAt, secondAt } = options;
  if (onsetSlot === null) return 0;
  const best = (slot: number, state: ArrayState, second: ArrayState = HEALTHY) => {
    circuit.set(irradiance[slot] as number, cellTemperature[slot] as number, state, { second });
    return maximumPower(circuit, highestVoltage);
  };
  let [healthy, lost] = [0, 0];
  for (let slot = 0; slot < SLOTS_PER_DAY; slot += STRIDE) {
    if ((irradiance[slot] as number) < LEAST_LIGHT) continue;
    const whole = best(slot, HEALTHY);
    healthy += whole;
    const state = slot < onsetSlot ? HEALTHY : stateAt(slot);
    const second = secondAt?.(slot) ?? HEALTHY;
    if (state.kind !== 'healthy' || second.kind !== 'healthy') lost += whole - best(slot, state, second);
  }
  return healthy > 0 ? Math.min(Math.max(lost / healthy, 0), 1) : 0;
}

/** The highest of the array's hills, W: a sweep finds it, a golden-section search its top. */
function maximumPower(circuit: ArrayCircuit, highest: number): number {
  const powerAt = (voltage: number) => voltage * circuit.currentAt(voltage);
  const pace = highest / SWEEP_POINTS;
  let best = 0;
  let bestPower = 0;
  for (let point = 1; point <= SWEEP_POINTS; point++) {
    const power = powerAt(point * pace);
    if (power > bestPower) [best, bestPower] = [point, power];
  }
  let [low, high] = [(best - 1) * pace, (best + 1) * pace];
  for (let step = 0; step < REFINEMENTS; step++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    const [leftPower, rightPower] = [powerAt(left), powerAt(right)];
    bestPower = Math.max(bestPower, leftPower, rightPower);
    if (leftPower > rightPower) high = right;
    else low = left;
  }
  return bestPower;
}
