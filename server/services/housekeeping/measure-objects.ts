import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import type { PlannedRemoval } from '#server/services/housekeeping/planned-removal.ts';

const AT_ONCE = 8;

/** Adds to each removal the bytes it frees. */
export async function measureObjects(removals: readonly Omit<PlannedRemoval, 'bytes'>[]): Promise<PlannedRemoval[]> {
  const measured: PlannedRemoval[] = [];
  for (const removal of removals) {
    const store = openObjectStore(removal.bucket);
    let bytes = 0;
    for (let first = 0; first < removal.keys.length; first += AT_ONCE) {
      const sizes = removal.keys.slice(first, first + AT_ONCE).map((key) => sizeOf(store, key));
      bytes += (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    }
    measured.push({ ...removal, bytes });
  }
  return measured;
}

/** An object that went since it was listed takes nothing. */
async function sizeOf(store: ObjectStore, key: string): Promise<number> {
  try {
    return await store.sizeOf(key);
  } catch (error) {
    if (error instanceof HeliographError && error.code === 'not_found') return 0;
    throw error;
  }
}
