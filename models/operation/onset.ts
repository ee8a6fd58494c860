import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ArrayOperation } from './array-operation.ts';
import { RUNNING } from './operating-state.ts';
import { deviationsAt, type Reference } from './reference.ts';

/** When something changed, as slots of the day: it may have been so many sooner or later. */
export interface Onset {
  slot: number;
  uncertaintySlots: number;
}

/** 3 minutes: short against what is asked for, long enough that an arc's texture is one number. */
const BIN_SLOTS = 9;
const BINS = SLOTS_PER_DAY / BIN_SLOTS;
/** Running slots that a bin needs. */
const LEAST_BIN_SLOTS = 5;
/** Bins before and after a change: fewer are no level. */
const LEAST_SIDE = 3;
/** Light by its weight: in weaker one the ratios are the sensors'. */
const LEAST_WEIGHT = 0.3;
/** A change that explains less than this is none; twice a logarithm of likelihoods. */
const LEAST_EVIDENCE = 30;
/** Bins that explain so nearly as much may be the one as well. Neighbouring bins are not independent: a tenfold of the 4 of theory. */
const AS_GOOD = 40;
const LEAST_NOISE = { level: 0.004, texture: 0.15 } as const;

/**
 * Estimates when a fault began, from the change in the physics ratios: the split of the day so far after which photocurrent,
 * voltage or their texture (by which an arc is told) keep another level than before. Null where nothing changed: then it was
 * there at the first light, or shows in nothing that a level tells.
 * @param knownUntil slot from which the day has nothing yet
 */
export function onsetOf({ ratios, states }: ArrayOperation, reference: Reference, knownUntil: number): Onset | null {
  const bins = binsOf(ratios, states, reference, knownUntil);
  if (bins.length < 2 * LEAST_SIDE) return null;
  const channels = [
    { values: bins.map(({ photocurrent }) => photocurrent), least: LEAST_NOISE.level },
    { values: bins.map(({ voltage }) => voltage), least: LEAST_NOISE.level },
    { values: bins.map(({ texture }) => texture), least: LEAST_NOISE.texture },
  ];
  const evidence = new Float64Array(bins.length);
  for (const { values, least } of channels) addEvidence(evidence, values, Math.max(least, noiseOf(values)));
  let best = 0;
  for (let at = 1; at < evidence.length; at++) if ((evidence[at] as number) > (evidence[best] as number)) best = at;
  const most = evidence[best] as number;
  if (most < LEAST_EVIDENCE) return null;
  const asGood = bins.flatMap(({ slot }, at) => ((evidence[at] as number) >= most - AS_GOOD && at > 0 ? [slot] : []));
  const slot = bins[best]?.slot ?? 0;
  // It lies between the last bin before and the first one after: a gap of readings may be in between.
  const before = bins[best - 1]?.slot ?? slot;
  const furthest = Math.max(slot - (asGood[0] ?? slot), (asGood.at(-1) ?? slot) - slot, slot - before);
  return { slot, uncertaintySlots: furthest };
}

interface Bin {
  /** Its first slot. */
  slot: number;
  photocurrent: number;
  voltage: number;
  /** Logarithm of the mean step from slot to slot. */
  texture: number;
}

function binsOf(ratios: ArrayOperation['ratios'], states: Uint8Array, reference: Reference, knownUntil: number): Bin[] {
  const bins: Bin[] = [];
  for (let bin = 0; bin < BINS; bin++) {
    const first = bin * BIN_SLOTS;
    const photocurrents: number[] = [];
    const voltages: number[] = [];
    let [steps, last] = [0, Number.NaN];
    for (let slot = first; slot < Math.min(first + BIN_SLOTS, knownUntil); slot++) {
      if (states[slot] !== RUNNING || (ratios.weight[slot] as number) < LEAST_WEIGHT) continue;
      const { photocurrent, voltage } = deviationsAt(ratios, reference, slot);
      photocurrents.push(photocurrent);
      voltages.push(voltage);
      if (!Number.isNaN(last)) steps += Math.abs(voltage + photocurrent - last);
      last = voltage + photocurrent;
    }
    if (photocurrents.length < LEAST_BIN_SLOTS) continue;
    const texture = Math.log(steps / (photocurrents.length - 1) + 1e-3);
    bins.push({ slot: first, photocurrent: medianOf(photocurrents), voltage: medianOf(voltages), texture });
  }
  return bins;
}

/** Adds, for each place at which the level may have changed, how much better two levels explain the values than one. */
function addEvidence(evidence: Float64Array, values: readonly number[], noise: number): void {
  const total = values.reduce((sum, value) => sum + value, 0);
  let before = 0;
  for (let at = 1; at < values.length; at++) {
    before += values[at - 1] as number;
    const after = values.length - at;
    if (at < LEAST_SIDE || after < LEAST_SIDE) continue;
    const step = before / at - (total - before) / after;
    evidence[at] = (evidence[at] as number) + ((at * after) / values.length) * (step / noise) ** 2;
  }
}

/** Standard deviation about a level, from the steps between neighbours: one change of level does not move it. */
function noiseOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, index) => Math.abs(value - (values[index] as number)));
  return medianOf(steps) / 0.954;
}

function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
