import path from 'node:path';
import { dataPath, readSettings } from '#server/env.ts';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';

/** The object store of the settings: folders below the data folder. */
export function openObjectStore(): ObjectStore {
  return new LocalObjectStore(dataPath('objects'));
}

/** The bootstrap store of the settings: what a run needs before it begins, such as models by version. */
export function openBootstrapStore(): ObjectStore {
  const folder = readSettings().HELIOGRAPH_BOOTSTRAP_FOLDER;
  return new LocalObjectStore(folder === undefined ? dataPath('bootstrap') : path.resolve(folder));
}
