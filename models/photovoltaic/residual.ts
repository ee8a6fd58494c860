import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { randomWalk } from './clouds.ts';
import { logWithin } from './draws.ts';
import { SLOTS_PER_MINUTE, within } from './faults.ts';
import type { Random } from './random.ts';
import { LIFE } from './wide-ranges.ts';

/** Slots between two values that are drawn, 10 min; straight lines join them. */
const KNOT_SLOTS = 30;

/** Slow wandering of one array against what is expected of it: dirt, small shadows, reflections, heat. */
export interface Residual {
  /** From lowest to highest of the lit day, as parts of current and voltage. */
  currentSpread: number;
  voltageSpread: number;
  /** Factor on the light, about 1, a value a slot. */
  light: Float64Array;
  /** K by which the cells are warmer than the thermometer's place. */
  kelvin: Float64Array;
}

export function drawResidual(random: Random, [dawn, dusk]: readonly [number, number]): Residual {
  const { current, voltage } = LIFE.residual;
  const [currentSpread, voltageSpread] = [within(random, current), within(random, voltage)];
  const light = wandering(random.fork('current'), dawn, dusk, currentSpread).map((part) => 1 + part);
  const kelvin = wandering(random.fork('voltage'), dawn, dusk, voltageSpread).map(
    (part) => -part / LIFE.voltagePerKelvin,
  );
  return { currentSpread, voltageSpread, light, kelvin };
}

/** A curve over the day with a wander about it; `spread` from its lowest to its highest in [dawn, dusk), mean 0 there. */
function wandering(random: Random, dawn: number, dusk: number, spread: number): Float64Array {
  const hours = logWithin(random, LIFE.residual.memoryHours);
  const walk = randomWalk(random, Math.exp(-KNOT_SLOTS / (hours * 60 * SLOTS_PER_MINUTE)));
  const weights = [1, 2, 3].map((order) => random.normal() / order);
  const phases = weights.map(() => random.uniform(0, 2 * Math.PI));
  const knots = Float64Array.from({ length: SLOTS_PER_DAY / KNOT_SLOTS + 1 }, (_, knot) => {
    const through = (Math.PI * (knot * KNOT_SLOTS - dawn)) / Math.max(dusk - dawn, 1);
    return weights.reduce(
      (sum, weight, n) => sum + weight * Math.cos((n + 1) * through + (phases[n] as number)),
      walk(),
    );
  });
  const curve = new Float64Array(SLOTS_PER_DAY).map((_, slot) => {
    const knot = Math.floor(slot / KNOT_SLOTS);
    const [left, right] = [knots[knot] as number, knots[knot + 1] as number];
    return left + (slot / KNOT_SLOTS - knot) * (right - left);
  });
  const lit = curve.subarray(dawn, dusk);
  const [lowest, highest] = [Math.min(...lit), Math.max(...lit)];
  const middle = (lowest + highest) / 2;
  const scale = highest > lowest ? spread / (highest - lowest) : 0;
  return curve.map((value) => Math.min(Math.max((value - middle) * scale, -spread / 2), spread / 2));
}
