import { z } from 'zod';
import { BUCKETS } from '#domain/object-keys.ts';
import { shardCountsSchema } from '#domain/reading-counts.ts';

/** Version of the manifest's own form. */
export const MANIFEST_VERSION = 1;

const count = z.number().int().nonnegative();

/** A file that a run wrote, as its writer saw it: a reader that finds other bytes has not found this file. */
export const storedFileSchema = z.object({
  bucket: z.enum(BUCKETS),
  key: z.string().min(1),
  /** What is in it beside a bucket's usual rows: images as the network saw them, or counts of the arrays' ratios. */
  content: z.enum(['scalograms', 'sketch']).optional(),
  /** Kafka partition whose arrays are in it; null for the file of the whole day. */
  partition: count.nullable(),
  rows: count,
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type StoredFile = z.infer<typeof storedFileSchema>;

/** Where the readings of a run came from. Offsets are text: they can be beyond 2^53. */
export const manifestSourceSchema = z.object({
  kind: z.string(),
  partitions: z.array(
    z.object({
      partition: count,
      topic: z.string().optional(),
      /** First offset read, and the one after the last; absent where the source has none. */
      firstOffset: z.string().optional(),
      endOffset: z.string().optional(),
    }),
  ),
});

export type ManifestSource = z.infer<typeof manifestSourceSchema>;

/** What a run wrote, from what, with what. It is written last and once: whoever reads silver or gold goes through it. */
export const manifestSchema = z.object({
  manifestVersion: z.literal(MANIFEST_VERSION),
  runId: z.string(),
  plantId: z.string(),
  day: z.string(),
  modelVersion: z.string(),
  /** Version of each kind of file's schema (server/gateways/parquet/README.md). */
  schemas: z.record(z.string(), z.number().int().positive()),
  source: manifestSourceSchema.optional(),
  counts: shardCountsSchema,
  /** Verdicts of each condition, and those that are none. */
  verdicts: z.record(z.string(), count),
  files: z.array(storedFileSchema),
});

export type Manifest = z.infer<typeof manifestSchema>;
