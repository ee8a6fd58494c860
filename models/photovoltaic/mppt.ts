import type { BuiltArray } from './built-array.ts';
import type { Random } from './random.ts';
import { TRACKING } from './ranges.ts';

/** What a converter does with an array, slot by slot. */
export interface Tracker {
  /**
   * @param powerAt power the tracker sees at a voltage, W
   * @param irradiance of this slot, W/m²: how fast it changes decides how well perturb and observe follows
   * @returns voltage it holds the array at, V; null when it is off
   */
  follow(powerAt: (voltage: number) => number, irradiance: number): number | null;
  /** Off from outside, as in an outage: it has to start again. */
  stop(): void;
}

// A power curve falls by about this part times the square of the relative voltage error: P'' = -CURVATURE P / V².
const CURVATURE = 33;
const SWEEP_POINTS = 40;

/**
 * Perturb and observe. It climbs from where it was, so a local maximum can hold it until the next sweep; around the
 * maximum it walks a limit cycle of three voltages; rising light carries it off the maximum and falling light stalls it.
 */
export function createTracker(array: BuiltArray, random: Random): Tracker {
  const { tracker: traits, stc } = array;
  let on = false;
  let voltage = 0;
  let slots = 0;
  let before = 0;
  const lowest = TRACKING.lowestPart * traits.cutInVoltage;
  const highest = 1.3 * stc.openCircuitVoltage;

  const follow = (powerAt: (voltage: number) => number, irradiance: number) => {
    const change = before > 0 ? (irradiance - before) / before : 0;
    before = irradiance;
    if (!on) {
      if (powerAt(traits.cutInVoltage) < traits.startPower) return null;
      on = true;
      slots = 0;
      voltage = 0.8 * highestWith(powerAt, 0, traits.cutInVoltage, highest);
    }
    const { stepVoltage, stepsPerSlot, sweepSlots } = traits;
    if (sweepSlots !== null && slots % sweepSlots === 0) voltage = bestOfSweep(powerAt, lowest, highest);
    slots++;
    const stalls = change < -TRACKING.fallThatStalls;
    const reach = stepVoltage * (stalls ? 2 : stepsPerSlot);
    voltage = climb(powerAt, voltage, stepVoltage, reach, lowest, highest);
    if (powerAt(voltage) < traits.startPower / 2) {
      on = false;
      return null;
    }
    if (traits.limitPower !== null && powerAt(voltage) > traits.limitPower) {
      return highestWith(powerAt, traits.limitPower, voltage, highest);
    }
    // Where dP/dV times one step equals what the light adds in the same time, P&O no longer knows up from down.
    const carried = change > 0 ? (change * voltage ** 2) / (stepsPerSlot * stepVoltage * CURVATURE) : 0;
    const drift = Math.min(carried, reach / 2, 0.06 * voltage) * random.uniform(-1, 1);
    return voltage + drift + stepVoltage * random.integer(-1, 1);
  };

  return {
    follow,
    stop: () => {
      on = false;
    },
  };
}

/** Climbs to the top of the hill it stands on, at most `reach` volts away, and settles there by a parabola. */
export function climb(
  powerAt: (voltage: number) => number,
  start: number,
  stepVoltage: number,
  reach: number,
  lowest: number,
  highest: number,
): number {
  const stride = Math.min(2 * stepVoltage, Math.max(reach, 1e-6));
  let middle = Math.min(Math.max(start, lowest), highest);
  let [left, here, right] = [powerAt(middle - stride), powerAt(middle), powerAt(middle + stride)];
  const strides = Math.floor(reach / stride);
  for (let n = 0; n < strides && (left > here || right > here); n++) {
    const up = right > left;
    const next = middle + (up ? stride : -stride);
    if (next < lowest || next > highest) break;
    [left, here, right] = up ? [here, right, powerAt(next + stride)] : [powerAt(next - stride), left, here];
    middle = next;
  }
  const bend = left - 2 * here + right;
  if (left > here || right > here || bend >= 0) return middle;
  return middle + (0.5 * stride * (left - right)) / bend;
}

/** The best of a coarse sweep over the whole curve: where the highest hill is. */
export function bestOfSweep(powerAt: (voltage: number) => number, lowest: number, highest: number): number {
  let best = lowest;
  for (let i = 1; i <= SWEEP_POINTS; i++) {
    const voltage = lowest + ((highest - lowest) * i) / SWEEP_POINTS;
    if (powerAt(voltage) > powerAt(best)) best = voltage;
  }
  return best;
}

/** The highest voltage at which the array still gives a power, W; it must give it at `from`. */
export function highestWith(
  powerAt: (voltage: number) => number,
  power: number,
  from: number,
  highest: number,
): number {
  let [low, high] = [from, highest];
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (powerAt(middle) > power) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
