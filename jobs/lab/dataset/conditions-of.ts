import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import type { Scenario } from './scenario.ts';

const FAULTS = CONDITIONS.filter((condition) => condition !== 'normal');

/** One array-day in so many is faulty where conditions are as rare as in a plant. */
const NATURAL_FAULT_EVERY = 100;

/** The condition of array-day `index`, from 0: the index alone decides it, so that every part of a set is as mixed as the whole. */
export function conditionAt(prevalence: Scenario['prevalence'], index: number): Condition {
  if (prevalence === 'balanced') return CONDITIONS[index % CONDITIONS.length] ?? 'normal';
  if (index % NATURAL_FAULT_EVERY !== NATURAL_FAULT_EVERY / 2) return 'normal';
  return FAULTS[Math.floor(index / NATURAL_FAULT_EVERY) % FAULTS.length] ?? 'normal';
}
