import { z } from 'zod';
import { storedFileSchema } from '#server/domain/manifest.ts';
import { shardCountsSchema } from '#server/domain/reading-counts.ts';

// What shards are given and leave, as their rows keep it: the next stage may run on another machine.

const count = z.number().int().nonnegative();

export const offsetRangeSchema = z.object({ topic: z.string(), partition: count, begin: count, end: count });

/** Input of an ingest shard: what exactly is read. Settled when the run is requested, so every attempt reads the same. */
export const ingestInputSchema = z.object({ partition: count, offsets: offsetRangeSchema.nullable() });

export const ingestResultSchema = z.object({
  /** The silver it wrote. */
  file: storedFileSchema,
  offsets: offsetRangeSchema.nullable(),
  /** Counts of its arrays' ratios, for the neighbours' reference. */
  sketch: storedFileSchema,
  /** Arrays with readings in this partition. */
  deviceIds: z.array(z.string()),
  counts: shardCountsSchema,
  /** What its arrays saw of the day's light: arrays with a reading in each slot, and those that see light. */
  daylight: z.object({ seen: z.array(count), lit: z.array(count) }),
  /** Devices that send but are not in the registry. */
  unknownDevices: z.array(z.string()),
  /** Arrays that could not be processed. */
  failed: count,
});

export type IngestResult = z.infer<typeof ingestResultSchema>;

export const predictInputSchema = z.object({
  silver: storedFileSchema,
  /** Of all shards of the ingest: their sum is the plant's. */
  sketches: z.array(storedFileSchema),
  /** The plant day's daylight, by all its arrays: slots from `first` up to, not including, `end`. */
  daylight: z.object({ first: count, end: count }).nullable(),
});

export type PredictInput = z.infer<typeof predictInputSchema>;

export const predictResultSchema = z.object({
  /** The gold it wrote. */
  file: storedFileSchema,
  /** The images it judged. */
  scalograms: storedFileSchema,
});

export type PredictResult = z.infer<typeof predictResultSchema>;
