import { probeKey } from '#domain/object-keys.ts';
import { dataPath, readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { openObjectStore } from './open-object-store.ts';

const proven = new Map<string, Promise<void>>();

/**
 * Makes sure, once for the settings, that the gold bucket lets one of two writers of a key win: it is asked to write a
 * probe that is there. Throws `invalid_input` for a store that cannot, `storage` where that could not be found out.
 */
export function requireConditionalWrites(plantId: string): Promise<void> {
  const { OBJECT_STORE, S3_ENDPOINT, GOLD_BUCKET } = readSettings();
  const place = JSON.stringify([plantId, OBJECT_STORE, S3_ENDPOINT, GOLD_BUCKET, dataPath()]);
  const known = proven.get(place);
  if (known) return known;
  const probed = probe(plantId);
  proven.set(place, probed);
  probed.catch(() => proven.delete(place));
  return probed;
}

async function probe(plantId: string): Promise<void> {
  const store = openObjectStore('gold');
  const key = probeKey(plantId);
  const bytes = new TextEncoder().encode('nobody replaces this');
  // The first probe of a bucket makes the object; from then on it stays.
  if (!(await store.putIfAbsent(key, bytes)) || !(await store.putIfAbsent(key, bytes))) return;
  throw new HeliographError(
    'invalid_input',
    `${readSettings().S3_ENDPOINT ?? 'the object store'} ignores If-None-Match: *, so that two workers could both commit ` +
      'a run: use a store that refuses to replace an object then',
  );
}
