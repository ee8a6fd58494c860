import { probeNetwork } from '#models/classifier/probe-network.ts';
import type { ModelPointer } from '#server/domain/model-manifest.ts';
import { HeliographError } from '#server/errors.ts';
import { readModelPointer, storedVersions, storeModel, writeModelPointer } from '#server/gateways/model/model-store.ts';
import { loadBundledModel, loadModel } from '#server/services/models/load-model.ts';

/** Makes a version the one that coming runs take. Throws before anything is changed when it is unknown or not sound. */
export async function takeModelIntoUse({ version }: { version: string }): Promise<ModelPointer> {
  return pointToModel(version, await prepareModel(version));
}

/**
 * Asks a model about probe images, and keeps the bundled one in the store as well, so that it stays there after an
 * upgrade. Answers the version that is in use so far.
 */
export async function prepareModel(version: string): Promise<string | null> {
  const model = await loadModel({ version });
  await probeNetwork(model);
  if (!(await storedVersions()).includes(version)) await storeModel(model);
  return versionInUse();
}

/** Lets coming runs take a version that `prepareModel` found sound. */
export async function pointToModel(version: string, previous: string | null): Promise<ModelPointer> {
  const pointer = { version, changedAt: new Date().toISOString(), previous };
  await writeModelPointer(pointer);
  return pointer;
}

/** The version that runs take now; null when it cannot be told, which is no reason not to choose another. */
export async function versionInUse(): Promise<string | null> {
  try {
    return (await readModelPointer())?.version ?? (await loadBundledModel()).version;
  } catch (error) {
    if (error instanceof HeliographError && error.code === 'model') return null;
    throw error;
  }
}
