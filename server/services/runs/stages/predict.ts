import { z } from 'zod';
import { storedFileSchema } from '#domain/manifest.ts';
import { daylightOf, sumDaylight } from '#models/series/daylight.ts';
import { HeliographError } from '#server/errors.ts';
import { type IngestResult, ingestResultOf } from './ingest.ts';
import type { StageRules } from './stage-rules.ts';

const count = z.number().int().nonnegative();

const input = z.object({
  silver: storedFileSchema,
  /** Of all shards of the ingest: their sum is the plant's. */
  sketches: z.array(storedFileSchema),
  /** The plant day's daylight, by all its arrays: slots from `first` up to, not including, `end`. */
  daylight: z.object({ first: count, end: count }).nullable(),
});

const result = z.object({
  /** The gold it wrote. */
  file: storedFileSchema,
  /** The images it judged. */
  scalograms: storedFileSchema,
});

export type PredictInput = z.infer<typeof input>;
export type PredictResult = z.infer<typeof result>;

/** Silver -> gold: the partitions of the ingest, each with the daylight of the whole plant. */
export const predict: StageRules<PredictInput, PredictResult> = {
  name: 'predict',
  input,
  result,
  plan: ({ before }) => {
    const results = before.map(({ partition, total, result }) => ({ partition, total, ...ingestResultOf(result) }));
    refuseSplitArrays(results);
    const votes = results.map(({ daylight: { seen, lit } }) => ({
      seen: Uint32Array.from(seen),
      lit: Uint32Array.from(lit),
    }));
    const daylight = daylightOf(sumDaylight(votes));
    const sketches = results.map(({ sketch }) => sketch);
    return {
      total: results.reduce((sum, { total }) => sum + total, 0),
      shards: results.map(({ partition, total, file }) => ({
        partition,
        total,
        input: { silver: file, sketches, daylight },
      })),
    };
  },
  next: () => ({ stage: 'publish', notes: [] }),
};

/** An array whose readings are in two partitions would get two verdicts: the producer's keys are wrong. */
function refuseSplitArrays(results: readonly (IngestResult & { partition: number })[]): void {
  const partitionOf = new Map<string, number>();
  for (const { partition, deviceIds } of results) {
    for (const deviceId of deviceIds) {
      const other = partitionOf.get(deviceId);
      if (other !== undefined) {
        throw new HeliographError(
          'invalid_input',
          `readings of ${deviceId} are in partitions ${other} and ${partition}: the key of a message must be its deviceId`,
        );
      }
      partitionOf.set(deviceId, partition);
    }
  }
}
