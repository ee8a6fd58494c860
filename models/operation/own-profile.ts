import type { OwnDayProfile } from '#domain/day-profile.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ArrayOperation } from './array-operation.ts';
import { RUNNING } from './operating-state.ts';
import { deviationsAt, type Reference, tabulated } from './reference.ts';

/** Half hours of a day. */
export const PROFILE_BINS = 48;
const BIN_SLOTS = SLOTS_PER_DAY / PROFILE_BINS;
/** Running slots in full light that a half hour needs to count. */
const LEAST_BIN_SLOTS = 20;
/** Quiet days from which on a past is one. */
export const LEAST_HISTORY_DAYS = 5;
/** The last so many quiet days make the profile. */
export const MAX_HISTORY_DAYS = 14;
/** A half hour needs so many of the days; else it has the whole day's scale. */
const LEAST_BIN_DAYS = 3;
/** Logarithm of the largest scale that a past may have: 0.6 to 1.65. */
const LARGEST_LOG = 0.5;

/** What is usual for an array, learnt from its quiet days. */
export interface OwnProfile extends OwnDayProfile {
  days: number;
  /** Scale over the whole day, as a ratio: 0.93 for an array that always gives 7 % less photocurrent. */
  scale: { photocurrent: number; voltage: number };
}

/** Profile of one day against what befell all: its ratios over those of the neighbours, where it has some. */
export function dayProfileOf({ ratios, states }: ArrayOperation, reference: Reference): OwnDayProfile {
  const bins = Array.from({ length: PROFILE_BINS }, () => ({ photocurrent: [] as number[], voltage: [] as number[] }));
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    if (states[slot] !== RUNNING || (ratios.weight[slot] as number) < 1) continue;
    const bin = bins[Math.floor(slot / BIN_SLOTS)];
    const { photocurrent, voltage } = deviationsAt(ratios, reference, slot);
    bin?.photocurrent.push(logOf(photocurrent));
    bin?.voltage.push(logOf(voltage));
  }
  const medians = (quantity: 'photocurrent' | 'voltage') =>
    Float32Array.from(bins, (bin) => (bin[quantity].length < LEAST_BIN_SLOTS ? Number.NaN : medianOf(bin[quantity])));
  return { photocurrent: medians('photocurrent'), voltage: medians('voltage') };
}

/** The profile of an array's last quiet days, newest last; null for fewer than LEAST_HISTORY_DAYS. */
export function ownProfileOf(days: readonly OwnDayProfile[]): OwnProfile | null {
  const last = days.slice(-MAX_HISTORY_DAYS);
  if (last.length < LEAST_HISTORY_DAYS) return null;
  const learn = (quantity: 'photocurrent' | 'voltage') => {
    const all = last.flatMap((day) => Array.from(day[quantity]).filter(Number.isFinite));
    const whole = all.length === 0 ? 0 : medianOf(all);
    const bins = Float32Array.from({ length: PROFILE_BINS }, (_, bin) => {
      const values = last.map((day) => day[quantity][bin] as number).filter(Number.isFinite);
      return held(values.length < LEAST_BIN_DAYS ? whole : medianOf(values));
    });
    return { bins, scale: Math.exp(held(whole)) };
  };
  const [photocurrent, voltage] = [learn('photocurrent'), learn('voltage')];
  return {
    photocurrent: photocurrent.bins,
    voltage: voltage.bins,
    days: last.length,
    scale: { photocurrent: photocurrent.scale, voltage: voltage.scale },
  };
}

/** A profile as a reference: straight lines between the middles of its half hours. */
export function profileReference(profile: OwnProfile): Reference {
  const expand = (bins: Float32Array) =>
    Float32Array.from({ length: SLOTS_PER_DAY }, (_, slot) => {
      const place = (slot + 0.5) / BIN_SLOTS - 0.5;
      const left = Math.max(0, Math.min(PROFILE_BINS - 1, Math.floor(place)));
      const right = Math.min(PROFILE_BINS - 1, left + 1);
      const part = Math.max(0, Math.min(1, place - left));
      return Math.exp((bins[left] as number) * (1 - part) + (bins[right] as number) * part);
    });
  const values = { photocurrent: expand(profile.photocurrent), voltage: expand(profile.voltage) };
  return tabulated(values, { peers: 0, historyDays: profile.days });
}

function logOf(deviation: number): number {
  return Math.log(Math.max(1 + deviation, 0.05));
}

function held(value: number): number {
  return Math.min(Math.max(value, -LARGEST_LOG), LARGEST_LOG);
}

function medianOf(values: number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle] ?? 0;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? upper) + upper) / 2;
}
