import { MANIFEST_FILE, MODEL_VERSION_PATTERN, type ModelPointer, modelPointerSchema } from '#domain/model-manifest.ts';
import { MODEL_POINTER_KEY, MODELS_PREFIX, modelFileKey } from '#domain/object-keys.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import type { ModelLocation } from '#server/gateways/model/read-model.ts';
import { manifestText, type SealedModel } from '#server/gateways/model/seal-model.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';

/** The store of models; null where the buckets are in S3 and none of them is for models: the bundled one is all there is. */
function bootstrapStore(): ObjectStore | null {
  const { OBJECT_STORE, BOOTSTRAP_BUCKET } = readSettings();
  return OBJECT_STORE === 's3' && BOOTSTRAP_BUCKET === undefined ? null : openObjectStore('bootstrap');
}

/** Versions in the bootstrap store, sorted; one whose manifest has not arrived is not there yet. */
export async function storedVersions(): Promise<string[]> {
  const keys = (await bootstrapStore()?.list(MODELS_PREFIX)) ?? [];
  return keys.flatMap((key) => {
    const [, version, file, ...deeper] = key.split('/');
    const whole = version !== undefined && file === MANIFEST_FILE && deeper.length === 0;
    return whole && MODEL_VERSION_PATTERN.test(version) ? [version] : [];
  });
}

export function storedModelLocation(version: string): ModelLocation {
  const nameOf = (file: string) => modelFileKey(version, file);
  return { nameOf, read: (file) => openObjectStore('bootstrap').get(nameOf(file)) };
}

/** Keeps a model in the bootstrap store under its version. The manifest comes last: until then nobody sees it. */
export async function storeModel({ manifest, files }: SealedModel): Promise<void> {
  const store = openObjectStore('bootstrap');
  for (const [name, bytes] of files) await store.put(modelFileKey(manifest.version, name), bytes);
  await store.put(modelFileKey(manifest.version, MANIFEST_FILE), textBytes(manifestText(manifest)));
}

/** The pointer to the model in use; null when nobody has chosen one. Throws `model` when it is damaged. */
export async function readModelPointer(): Promise<ModelPointer | null> {
  const store = bootstrapStore();
  if (!store) return null;
  let bytes: Uint8Array;
  try {
    bytes = await store.get(MODEL_POINTER_KEY);
  } catch (error) {
    if (error instanceof HeliographError && error.code === 'not_found') return null;
    throw error;
  }
  try {
    return modelPointerSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    const [reason] = messageOf(error).split('\n');
    const remedy = 'name a version with "npm run model -- use VERSION"';
    throw new HeliographError('model', `${MODEL_POINTER_KEY} is damaged (${reason}): ${remedy}`, { cause: error });
  }
}

export async function writeModelPointer(pointer: ModelPointer): Promise<void> {
  await openObjectStore('bootstrap').put(MODEL_POINTER_KEY, textBytes(`${JSON.stringify(pointer, null, 1)}\n`));
}

const textBytes = (text: string) => new TextEncoder().encode(text);
