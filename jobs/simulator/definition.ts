import type { Condition } from '#domain/conditions.ts';
import type { ArraySpec } from '#models/photovoltaic/array-spec.ts';
import type { Site } from '#models/photovoltaic/clear-sky.ts';
import type { InjectedFailure } from '#models/photovoltaic/injected-failures.ts';
import type { ReadingsFormat } from '#server/gateways/readings/write-readings-file.ts';

/** One array on the day of its file. */
export interface ArrayToSimulate {
  deviceId: string;
  array: ArraySpec;
  condition: Condition;
  /** Seed of what stays with the array. */
  arraySeed: string;
  /** Seed of its day. */
  seed: string;
  /** The array's link fails for the working day: its verdict must be "not enough data". */
  linkDown?: boolean;
  inject?: readonly InjectedFailure[];
}

/** One file to simulate: the readings of some arrays of a plant on a plant day. */
export interface SimulatedFile {
  file: string;
  format: ReadingsFormat;
  day: string;
  dayStartMs: number;
  /** The same for all files of a plant's day: it has one sky. */
  weatherSeed: string;
  site: Site;
  arrays: readonly ArrayToSimulate[];
}

export interface SimulatedFileResult {
  /** What was drawn for each array: the truth the verdicts can be held against. */
  truth: Record<string, unknown>[];
}

const MAX_PARTITIONS = 24;
const ARRAYS_PER_PARTITION = 6;

/** Arrays dealt out to the files of a day: enough of them for many threads, few enough for a folder. */
export function dealOut<Item>(arrays: readonly Item[]): Item[][] {
  const partitions = Math.min(MAX_PARTITIONS, Math.ceil(arrays.length / ARRAYS_PER_PARTITION));
  return Array.from({ length: partitions }, (_, partition) =>
    arrays.filter((_, index) => index % partitions === partition),
  );
}
