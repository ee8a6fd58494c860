import { pickByWeight } from './draws.ts';
import { quantised } from './failures.ts';
import { within } from './faults.ts';
import type { Random } from './random.ts';
import { LIFE } from './wide-ranges.ts';

/** What a plant's or an array's thermometer shows instead of its modules' temperature. */
export interface Thermometer {
  kind: 'air' | 'stuck' | 'rounded' | 'offset';
  /** air: part of the modules' warmth it feels; stuck: °C; rounded: step, K; offset: K. */
  value: number;
}

const KINDS = ['air', 'stuck', 'rounded', 'offset'] as const;

/** @param factor on the chance of each kind */
export function drawThermometer(random: Random, factor: number): Thermometer | null {
  const { chance, airWarmth, stuckAt, steps, offset } = LIFE.thermometer;
  const values = {
    air: within(random, airWarmth),
    stuck: quantised(within(random, stuckAt), 0.1),
    rounded: random.pick(steps),
    offset: within(random, offset),
  };
  const kind = pickByWeight(KINDS, (one) => factor * chance[one], random);
  return kind ? { kind, value: values[kind] } : null;
}

/** What it feels, °C a slot. @param air °C; modules °C */
export function feltBy({ kind, value }: Thermometer, air: Float64Array, modules: Float64Array): Float64Array {
  if (kind === 'offset') return modules.map((heat) => heat + value);
  if (kind !== 'air') return modules;
  return modules.map((heat, slot) => (air[slot] as number) + value * (heat - (air[slot] as number)));
}

/** What it shows of its reading, in place; missing readings stay missing. */
export function showOf({ kind, value }: Thermometer, readings: Float32Array): void {
  if (kind !== 'stuck' && kind !== 'rounded') return;
  readings.forEach((reading, slot) => {
    if (Number.isNaN(reading)) return;
    readings[slot] = kind === 'stuck' ? value : quantised(reading, value);
  });
}
