import { HeliographError } from '#server/errors.ts';
import { bundledModelFolder, modelFolderLocation } from '#server/gateways/model/model-folder.ts';
import { readModelPointer, storedModelLocation, storedVersions } from '#server/gateways/model/model-store.ts';
import { readModel } from '#server/gateways/model/read-model.ts';
import type { SealedModel } from '#server/gateways/model/seal-model.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';
import { checkModel, type LoadedModel } from '#server/services/models/check-model.ts';

/** The model that runs take now: the one that was chosen, else the bundled one. Throws `model` with the reason. */
export async function loadModelInUse(): Promise<LoadedModel> {
  const pointer = await readModelPointer();
  return pointer ? loadModel({ version: pointer.version }) : loadBundledModel();
}

/** The model of a version, from the bootstrap store or the bundled folder. Throws `not_found`, or `model` with the reason. */
export async function loadModel({ version }: { version: string }): Promise<LoadedModel> {
  const stored = await storedVersions();
  if (stored.includes(version)) return loadStoredModel(version);
  const bundled = await loadBundledModel().catch((error: unknown) => {
    if (error instanceof HeliographError && error.code === 'model') return null;
    throw error;
  });
  if (bundled?.version === version) return bundled;
  const known = bundled ? [bundled.version, ...stored] : stored;
  throw new HeliographError('not_found', `there is no model ${version}; known are ${known.join(', ') || 'none'}`);
}

export async function loadBundledModel(): Promise<LoadedModel> {
  const folder = bundledModelFolder();
  return checked(await readModel(modelFolderLocation(folder)), folder);
}

export async function loadStoredModel(version: string): Promise<LoadedModel> {
  const model = await readModel(storedModelLocation(version));
  if (model.manifest.version === version) return checked(model, `model ${version}`);
  throw new HeliographError('model', `the model kept as ${version} is ${model.manifest.version}`);
}

const sound = new BoundedCache<LoadedModel>(4);

/** Files that are those of their manifest mean what they meant the last time: the network is built once to find out. */
function checked(model: SealedModel, where: string): Promise<LoadedModel> {
  return sound.get(JSON.stringify(model.manifest), () => checkModel(model, where));
}
