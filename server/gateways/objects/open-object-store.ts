import { dataPath } from '#server/env.ts';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';

/** The object store of the settings: folders below the data folder. */
export function openObjectStore(): ObjectStore {
  return new LocalObjectStore(dataPath('objects'));
}
