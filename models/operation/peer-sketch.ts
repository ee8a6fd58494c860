import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ArrayOperation } from './array-operation.ts';
import type { DayRatios } from './day-ratios.ts';
import { DARK, OFF, UNKNOWN } from './operating-state.ts';
import { type Reference, tabulated } from './reference.ts';

/** Ratios are counted in steps of a quarter of a per cent up to 1.5. */
const STEP = 0.0025;
const STEPS = 600;
/** Counts in a table of a group: steps of each slot. */
export const SKETCH_TABLE_LENGTH = SLOTS_PER_DAY * STEPS;
/** Fewer other arrays than this are no measure. */
export const LEAST_PEERS = 4;
/** Peers are alike when half of them lie within so much of one another, in the middle of the slots. */
const ALIKE_SPREAD = 0.12;
/** Of an array's lit slots, so many need peers. */
const LEAST_COVERED = 0.8;
/** From so many arrays on, one of them does not move the median. */
const MANY = 48;

const QUANTITIES = ['photocurrent', 'voltage'] as const;

/** Counts of the ratios of a group's arrays in each slot. Adding and merging are free of order, so shards give the same sums. */
export interface GroupCounts {
  photocurrent: Uint16Array;
  voltage: Uint16Array;
  arrays: number;
}

type Operation = Pick<ArrayOperation, 'ratios' | 'states'>;

/** Counts of a plant day by group of arrays that see the sun alike. */
export type PeerSketch = Map<number, GroupCounts>;

/**
 * The group of an array by its own day alone: arrays that face east do better in the morning than the pyranometer lets
 * expect, arrays that face west in the afternoon. 0 is neither.
 */
export function facingOf({ ratios, states }: Operation): number {
  let [light, moment] = [0, 0];
  ratios.irradiance.forEach((value, slot) => {
    light += value;
    moment += value * slot;
  });
  const noon = light > 0 ? moment / light : SLOTS_PER_DAY / 2;
  const halves: [number[], number[]] = [[], []];
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    if (isUsable(states, ratios, slot)) halves[slot < noon ? 0 : 1].push(ratios.photocurrent[slot] as number);
  }
  const [morning, afternoon] = halves.map(medianOf);
  if (morning === undefined || afternoon === undefined || Number.isNaN(morning + afternoon)) return 0;
  return Math.max(-2, Math.min(2, Math.round((morning - afternoon) / 0.25)));
}

export function emptySketch(): PeerSketch {
  return new Map();
}

/** Counts an array's ratios. Changes `sketch`. */
export function addToSketch(sketch: PeerSketch, group: number, operation: Operation): void {
  const counts = sketch.get(group) ?? emptyGroup();
  sketch.set(group, counts);
  counts.arrays++;
  changeCounts(counts, operation, 1);
}

/** Takes an array out again that was counted. Changes `sketch`. */
export function removeFromSketch(sketch: PeerSketch, group: number, operation: Operation): void {
  const counts = sketch.get(group);
  if (!counts) return;
  counts.arrays--;
  changeCounts(counts, operation, -1);
  if (counts.arrays === 0) sketch.delete(group);
}

/** Adds what another shard counted. Changes `sketch`. */
export function mergeSketch(sketch: PeerSketch, more: PeerSketch): void {
  for (const [group, counts] of more) {
    const own = sketch.get(group) ?? emptyGroup();
    sketch.set(group, own);
    own.arrays += counts.arrays;
    for (const quantity of QUANTITIES) {
      const [total, added] = [own[quantity], counts[quantity]];
      for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + (added[i] as number);
    }
  }
}

/** Gives each array the median of the others of its kind. */
export interface Peers {
  /** The array must have been counted: it is taken out. Null where there are too few others, or they are not alike. */
  referenceOf(group: number, operation: Operation): Reference | null;
  /** Of the plant's other arrays, the part that ran while this one was off, 0..1; null where there are too few, or it was not off. */
  runningWhileOff(operation: Operation): number | null;
}

/** Reduces a plant day's sketch. All arrays are one group where they are alike; else those of one facing. */
export function peersOf(sketch: PeerSketch): Peers {
  const all = emptySketch();
  for (const counts of sketch.values()) mergeSketch(all, new Map([[0, counts]]));
  const whole = all.get(0);
  const together = whole && isAlike(whole) ? whole : null;
  const apart = together ? [] : [...sketch].filter(([, counts]) => isAlike(counts));
  const groups = new Map(apart);
  const tables = new Map<GroupCounts, Medians>();
  return {
    referenceOf(group, operation) {
      const counts = together ?? groups.get(group);
      if (!counts || counts.arrays - 1 < LEAST_PEERS) return null;
      if (counts.arrays >= MANY) {
        const table = tables.get(counts) ?? mediansOf(counts);
        tables.set(counts, table);
        return asReference(table, operation, counts.arrays - 1);
      }
      changeCounts(counts, operation, -1);
      const others = mediansOf(counts);
      changeCounts(counts, operation, 1);
      return asReference(others, operation, counts.arrays - 1);
    },
    runningWhileOff({ ratios, states }) {
      if (!whole || whole.arrays - 1 < LEAST_PEERS) return null;
      let [slots, running] = [0, 0];
      states.forEach((state, slot) => {
        if (state !== OFF || (ratios.weight[slot] as number) < 1) return;
        slots++;
        running += countAt(whole.photocurrent, slot);
      });
      return slots > 0 ? Math.min(1, running / slots / (whole.arrays - 1)) : null;
    },
  };
}

function emptyGroup(): GroupCounts {
  const counts = () => new Uint16Array(SKETCH_TABLE_LENGTH);
  return { photocurrent: counts(), voltage: counts(), arrays: 0 };
}

function isUsable(states: Uint8Array, { weight }: DayRatios, slot: number): boolean {
  const state = states[slot];
  return state !== DARK && state !== OFF && state !== UNKNOWN && (weight[slot] as number) > 0;
}

function changeCounts(counts: GroupCounts, { ratios, states }: Operation, by: 1 | -1): void {
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    if (!isUsable(states, ratios, slot)) continue;
    for (const quantity of QUANTITIES) {
      const step = Math.min(STEPS - 1, Math.floor((ratios[quantity][slot] as number) / STEP));
      const at = slot * STEPS + step;
      counts[quantity][at] = (counts[quantity][at] as number) + by;
    }
  }
}

interface Medians {
  photocurrent: Float32Array;
  voltage: Float32Array;
}

/** NaN where fewer than LEAST_PEERS arrays count. */
function mediansOf(counts: GroupCounts): Medians {
  const tableOf = (values: Uint16Array) =>
    Float32Array.from({ length: SLOTS_PER_DAY }, (_, slot) => quantileAt(values, slot, 0.5));
  return { photocurrent: tableOf(counts.photocurrent), voltage: tableOf(counts.voltage) };
}

/** Arrays that are counted in a slot. */
function countAt(counts: Uint16Array, slot: number): number {
  let total = 0;
  for (let at = slot * STEPS; at < (slot + 1) * STEPS; at++) total += counts[at] as number;
  return total;
}

/** Quantile of a slot's counted ratios, with a straight line through the step it falls in. */
function quantileAt(counts: Uint16Array, slot: number, part: number): number {
  const row = counts.subarray(slot * STEPS, (slot + 1) * STEPS);
  const total = countAt(counts, slot);
  if (total < LEAST_PEERS) return Number.NaN;
  const wanted = part * total;
  let below = 0;
  for (let step = 0; step < STEPS; step++) {
    const here = row[step] as number;
    if (here > 0 && below + here >= wanted) return (step + (wanted - below) / here) * STEP;
    below += here;
  }
  return Number.NaN;
}

function isAlike({ photocurrent }: GroupCounts): boolean {
  const spreads: number[] = [];
  for (let slot = 0; slot < SLOTS_PER_DAY; slot += 5) {
    const middle = quantileAt(photocurrent, slot, 0.5);
    if (!(middle > 0.02)) continue;
    spreads.push((quantileAt(photocurrent, slot, 0.75) - quantileAt(photocurrent, slot, 0.25)) / middle);
  }
  return spreads.length > 0 && medianOf(spreads) < ALIKE_SPREAD;
}

/** Slots without enough peers hold what the nearest ones have; null where too many of the array's lit slots are such. */
function asReference(medians: Medians, { ratios, states }: Operation, peers: number): Reference | null {
  let [lit, covered] = [0, 0];
  ratios.weight.forEach((value, slot) => {
    if (value < 1 || !isUsable(states, ratios, slot)) return;
    lit++;
    if (Number.isFinite(medians.photocurrent[slot]) && Number.isFinite(medians.voltage[slot])) covered++;
  });
  if (lit === 0 || covered < LEAST_COVERED * lit) return null;
  const values = { photocurrent: held(medians.photocurrent), voltage: held(medians.voltage) };
  return tabulated(values, { peers, historyDays: 0 });
}

/** A reference under this would divide by next to nothing: there the peers have no sun either. */
const LEAST_REFERENCE = 0.05;

function held(values: Float32Array): Float32Array {
  const result = new Float32Array(values.length).fill(1);
  let last = values.find(Number.isFinite) ?? 1;
  values.forEach((value, slot) => {
    if (Number.isFinite(value)) last = value;
    result[slot] = Math.max(last, LEAST_REFERENCE);
  });
  return result;
}

function medianOf(values: number[]): number {
  if (values.length === 0) return Number.NaN;
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}
