import { createHash } from 'node:crypto';
import { type Manifest, manifestSchema, type StoredFile } from '#domain/manifest.ts';
import { type Bucket, manifestKey } from '#domain/object-keys.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { requireConditionalWrites } from '#server/gateways/objects/conditional-writes.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';

type RunOfDay = Pick<Manifest, 'plantId' | 'day' | 'runId'>;

/** A file for the manifest, of what is about to be put. */
export function storedFile(
  place: Pick<StoredFile, 'bucket' | 'key' | 'content' | 'partition' | 'rows'>,
  bytes: Uint8Array,
) {
  const { bucket, key, content, partition, rows } = place;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    bucket,
    key,
    ...(content && { content }),
    partition,
    rows,
    bytes: bytes.length,
    sha256,
  } satisfies StoredFile;
}

/**
 * Commits a run's files; the first writer's manifest stays. An earlier attempt that wrote the same result and died before
 * it was shown has committed it already; `damaged_file` when the one there says something else.
 */
export async function writeManifest(manifest: Manifest): Promise<void> {
  const { plantId, day, runId } = manifest;
  const text = `${JSON.stringify(manifestSchema.parse(manifest), null, 2)}\n`;
  const key = manifestKey(plantId, day, runId);
  await requireConditionalWrites(plantId);
  if (await openObjectStore('gold').putIfAbsent(key, new TextEncoder().encode(text))) return;
  if (contentOf(await readManifest(manifest)) === contentOf(manifest)) return;
  throw new HeliographError('damaged_file', `run ${runId} has committed another result already: run the day again`);
}

/** A manifest without the keys of its files: attempts write the same bytes under keys of their own. */
function contentOf({ files, ...rest }: Manifest): string {
  const contents = files.map((file) => [file.bucket, file.content, file.partition, file.rows, file.bytes, file.sha256]);
  return JSON.stringify(manifestSchema.parse({ ...rest, files: [] })) + JSON.stringify(contents);
}

/** The manifest of a published run. */
export async function readManifest(run: RunOfDay): Promise<Manifest> {
  const manifest = await findManifest(run);
  if (manifest) return manifest;
  const key = manifestKey(run.plantId, run.day, run.runId);
  const message = `${key} is not in the gold bucket: its files cannot be trusted; run ${run.day} again`;
  throw new HeliographError('damaged_file', message);
}

/** The manifest of a run, or null when it has committed nothing. */
export async function findManifest({ plantId, day, runId }: RunOfDay): Promise<Manifest | null> {
  const key = manifestKey(plantId, day, runId);
  const bytes = await getOrNull(openObjectStore('gold'), key);
  if (bytes === null) return null;
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new HeliographError('damaged_file', `${key} is not a manifest: ${messageOf(error)}`, { cause: error });
  }
}

/** The file of a bucket and partition in a manifest; `damaged_file` when it names none. */
export function fileOf(
  manifest: Manifest,
  bucket: Bucket,
  partition: number | null,
  content?: StoredFile['content'],
): StoredFile {
  const file = manifest.files.find(
    (entry) => entry.bucket === bucket && entry.partition === partition && entry.content === content,
  );
  if (file) return file;
  const which = partition === null ? 'of the whole day' : `of partition ${partition}`;
  throw new HeliographError(
    'damaged_file',
    `the manifest of run ${manifest.runId} names no ${content ?? bucket} ${which}`,
  );
}

/** All bytes of a file of a manifest, if they are still those its writer wrote. */
export async function readStoredFile(file: StoredFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await openObjectStore(file.bucket).get(file.key);
  if (storedFile(file, bytes).sha256 === file.sha256) return bytes;
  const message = `${file.key} is not what the run wrote (${bytes.length} of ${file.bytes} bytes): run the day again`;
  throw new HeliographError('damaged_file', message);
}

async function getOrNull(store: ObjectStore, key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await store.get(key);
  } catch (error) {
    if (error instanceof HeliographError && error.code === 'not_found') return null;
    throw error;
  }
}
