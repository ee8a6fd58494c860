import { createHash } from 'node:crypto';
import { z } from 'zod';
import { MANIFEST_FILE, type ModelManifest, modelManifestSchema, VERSIONED_FILES } from '#domain/model-manifest.ts';
import { HeliographError, messageOf } from '#server/errors.ts';

const sealedManifestSchema = z
  .looseObject({ seal: z.string() })
  .transform(({ seal: _, ...manifest }) => manifest)
  .pipe(modelManifestSchema);

export type ModelFileContents = Readonly<Record<string, string | Uint8Array>>;

/** A model before it has its manifest. */
export interface NewModel
  extends Pick<ModelManifest, 'name' | 'source' | 'importedFrom' | 'conditions' | 'inputShape'> {
  created: Date;
  /** MODEL_FILES, and whatever else belongs to them. */
  files: ModelFileContents;
}

/** A model's files as bytes, with the manifest that vouches for them. */
export interface SealedModel {
  manifest: ModelManifest;
  files: ReadonlyMap<string, Uint8Array>;
}

/** Writes the manifest of a model. Throws `model` when a file is missing or a field is not what it must be. */
export function sealModel({ files, created, ...facts }: NewModel): SealedModel {
  const contents = new Map(Object.entries(files).map(([name, content]) => [name, bytesOf(content)]));
  const manifest = modelManifestSchema.safeParse({
    format: 'heliograph-model-1',
    name: facts.name,
    version: modelVersionOf(facts.name, contents),
    created: created.toISOString(),
    source: facts.source,
    importedFrom: facts.importedFrom,
    conditions: facts.conditions,
    inputShape: facts.inputShape,
    files: Object.fromEntries(
      [...contents].map(([name, bytes]) => [name, { sizeBytes: bytes.length, sha256: sha256Of(bytes) }]),
    ),
  });
  if (!manifest.success) throw new HeliographError('model', `${MANIFEST_FILE}: ${firstProblem(manifest.error.issues)}`);
  return { manifest: manifest.data, files: contents };
}

/** The text of a manifest: always the same for the same manifest, so that any change of the file shows. */
export function manifestText(manifest: ModelManifest): string {
  return `${JSON.stringify({ ...manifest, seal: sealOf(manifest) }, null, 1)}\n`;
}

/** Reads a manifest's text; throws `model` with what is wrong with it. */
export function parseManifest(text: string, where: string): ModelManifest {
  try {
    // The seal stands beside what it is made of; comparing the whole text below checks it too.
    const parsed = sealedManifestSchema.safeParse(JSON.parse(text));
    if (!parsed.success) throw new Error(firstProblem(parsed.error.issues));
    if (manifestText(parsed.data) !== text) throw new Error('it was changed after it was written');
    return parsed.data;
  } catch (error) {
    throw new HeliographError('model', `${where} is not a model's manifest: ${messageOf(error)}`, { cause: error });
  }
}

/** Name and content: the first 12 hex digits of the SHA-256 over the files that decide verdicts. */
export function modelVersionOf(name: string, files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const file of VERSIONED_FILES) hash.update(files.get(file) ?? new Uint8Array(0));
  return `${name}-${hash.digest('hex').slice(0, 12)}`;
}

export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const sealOf = (manifest: ModelManifest) => sha256Of(JSON.stringify(manifest));

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function firstProblem(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  return `${issue?.path.join('.')}: ${issue?.message}`;
}
