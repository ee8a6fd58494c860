import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';

/** The files whose content names a model's version, in the order in which they are hashed. */
export const VERSIONED_FILES = ['model.json', 'weights.bin', 'preprocessing.json', 'calibration.json'] as const;

/** What every model's folder holds beside its manifest; plots and the like may lie there too. */
export const MODEL_FILES = [...VERSIONED_FILES, 'metrics.json', 'card.md'] as const;

export const MANIFEST_FILE = 'manifest.json';

export const MODEL_NAME_PATTERN = /^[a-z][a-z0-9-]{0,39}$/;
export const MODEL_VERSION_PATTERN = /^[a-z][a-z0-9-]{0,39}-[0-9a-f]{12}$/;

const fileNameSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'not the name of a model file');

const fileSchema = z.strictObject({
  sizeBytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256'),
});

export const modelManifestSchema = z.strictObject({
  format: z.literal('heliograph-model-1'),
  name: z.string().regex(MODEL_NAME_PATTERN, 'must be a-z, 0-9 and -, at most 40'),
  /** The name and 12 hex digits of the content: other weights, another version. */
  version: z.string().regex(MODEL_VERSION_PATTERN, 'not a version'),
  created: z.iso.datetime(),
  source: z.enum(['trained', 'imported']),
  /** Of an imported model: the file it came from. */
  importedFrom: z.strictObject({ file: z.string(), sha256: fileSchema.shape.sha256 }).nullable(),
  /** What the six outputs mean, in their order. */
  conditions: z.array(z.string()).refine((order) => `${order}` === `${CONDITIONS}`, {
    error: `not the six conditions in their order: ${CONDITIONS.join(', ')}`,
  }),
  inputShape: z.array(z.number()).refine((shape) => `${shape}` === '64,64,4', { error: 'not 64 x 64 x 4' }),
  files: z
    .record(fileNameSchema, fileSchema)
    .refine((files) => MODEL_FILES.every((name) => files[name]), { error: `must list ${MODEL_FILES.join(', ')}` }),
});

export type ModelManifest = z.infer<typeof modelManifestSchema>;

/** models/current.json in the bootstrap store: the version in use. */
export const modelPointerSchema = z.strictObject({
  version: z.string().regex(MODEL_VERSION_PATTERN, 'not a version'),
  changedAt: z.iso.datetime(),
  previous: z.string().nullable(),
});

export type ModelPointer = z.infer<typeof modelPointerSchema>;
