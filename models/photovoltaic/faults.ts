import { SLOT_SECONDS } from '#server/domain/plant-day.ts';
import type { ArraySpec } from './array-spec.ts';
import type { ArrayState } from './array-state.ts';
import type { Random } from './random.ts';
import { ONSET, type Range } from './ranges.ts';

/** A value that JSON can hold. */
export type Json = number | string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One drawn condition of an array-day. */
export interface Fault {
  /** First slot with the fault; null when there is none. */
  onsetSlot: number | null;
  /** What was drawn, for the record. */
  parameters: Readonly<Record<string, Json>>;
  stateAt(slot: number): ArrayState;
}

/** What a fault is drawn from. */
export interface FaultContext {
  spec: ArraySpec;
  random: Random;
  /** Lit slots [dawn, dusk). */
  dawn: number;
  dusk: number;
  /** Part of the light that casts no shadow, a value a slot. */
  diffusePart: Float64Array;
}

export const SLOTS_PER_MINUTE: number = 60 / SLOT_SECONDS;

export function within(random: Random, range: Range): number {
  return random.uniform(range.lo, range.hi);
}

/** Integer within a range that may not pass `highest`, what the array offers. */
export function integerWithin(random: Random, range: Range, highest: number): number {
  return random.integer(Math.min(range.lo, highest), Math.min(range.hi, highest));
}

/** Slot of the onset: midnight when the fault is there before dawn, else a daylight slot that leaves time to see it. */
export function drawOnset({ random, dawn, dusk }: FaultContext): number {
  const beforeDawn = random.chance(ONSET.beforeDawnChance);
  const latest = Math.max(dawn, dusk - ONSET.leastHoursLeft * 60 * SLOTS_PER_MINUTE);
  const inDaylight = random.integer(dawn, latest);
  return beforeDawn ? 0 : inDaylight;
}

/** `count` different strings. */
export function drawStrings(random: Random, spec: ArraySpec, count: number): number[] {
  const left = Array.from({ length: spec.strings }, (_, index) => index);
  return Array.from({ length: count }, () => left.splice(random.integer(0, left.length - 1), 1)[0] as number);
}
