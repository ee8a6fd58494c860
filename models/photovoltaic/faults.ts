import { SLOT_SECONDS } from '#domain/plant-day.ts';
import type { ArraySpec } from './array-spec.ts';
import type { ArrayState } from './array-state.ts';
import type { Random } from './random.ts';
import { range } from './range.ts';
import { ONSET, type Range } from './ranges.ts';
import { SCALED_FAULTS } from './wide-ranges.ts';

/** A value that JSON can hold. */
export type Json = number | string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One drawn condition of an array-day. */
export interface Fault {
  /** First slot with the fault; null when there is none. */
  onsetSlot: number | null;
  /** What was drawn, for the record. */
  parameters: Readonly<Record<string, Json>>;
  /** Slot at which it is over; none: not before dusk. */
  endSlot?: number;
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
  /** Strings it may befall; default all. */
  strings?: readonly number[];
  /** Whether it grows with the array; default no. */
  scaled?: boolean;
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

/** Strings that the fault may befall. */
export function stringsOf({ spec, strings }: FaultContext): readonly number[] {
  return strings ?? range(0, spec.strings);
}

/** `count` different strings of those. */
export function drawStrings(context: FaultContext, count: number): number[] {
  const left = [...stringsOf(context)];
  return Array.from({ length: count }, () => left.splice(context.random.integer(0, left.length - 1), 1)[0] as number);
}

/** So many of `whole` as a part that is drawn, at least one. */
export function partOf(random: Random, part: Range, whole: number): number {
  return Math.max(1, Math.round(whole * within(random, part)));
}

/** How many times as long as the default array's a string is, for faults that grow with it; else 1. */
export function lengthFactor({ spec, scaled }: FaultContext): number {
  return scaled ? spec.modulesInSeries / SCALED_FAULTS.referenceModules : 1;
}
