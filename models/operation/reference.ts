import type { DayRatios } from './day-ratios.ts';

/** What an array's ratios are compared with: 1 by its nameplate alone, else what its neighbours and its own past show. */
export interface Reference {
  photocurrent(slot: number): number;
  voltage(slot: number): number;
  /** Arrays whose median is in it; 0 for none. */
  peers: number;
  /** Past days whose profile is in it; 0 for none. */
  historyDays: number;
}

export const NAMEPLATE_REFERENCE: Reference = { photocurrent: () => 1, voltage: () => 1, peers: 0, historyDays: 0 };

/** Deviations beyond are held: an array can lose all, and gain little. */
const LOWEST = -1;
const HIGHEST = 0.5;

/** The product of two references: what befalls all, times what is always so of this array. */
export function combined(first: Reference, second: Reference): Reference {
  return {
    photocurrent: (slot) => first.photocurrent(slot) * second.photocurrent(slot),
    voltage: (slot) => first.voltage(slot) * second.voltage(slot),
    peers: Math.max(first.peers, second.peers),
    historyDays: Math.max(first.historyDays, second.historyDays),
  };
}

/** A reference of values per slot. */
export function tabulated(
  values: { photocurrent: Float32Array; voltage: Float32Array },
  counts: { peers: number; historyDays: number },
): Reference {
  return {
    photocurrent: (slot) => values.photocurrent[slot] as number,
    voltage: (slot) => values.voltage[slot] as number,
    ...counts,
  };
}

/** How far a slot is from the reference, as parts: 0 is as usual, -0.33 a third of the photocurrent gone. */
export function deviationsAt(
  ratios: DayRatios,
  reference: Reference,
  slot: number,
): { photocurrent: number; voltage: number } {
  const photocurrent =
    ((ratios.photocurrent[slot] as number) / reference.photocurrent(slot) - 1) / (ratios.steepness[slot] as number);
  const voltage = (ratios.voltage[slot] as number) / reference.voltage(slot) - 1;
  return { photocurrent: clipped(photocurrent), voltage: clipped(voltage) };
}

function clipped(deviation: number): number {
  return Math.min(Math.max(deviation, LOWEST), HIGHEST);
}
