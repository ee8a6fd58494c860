import type { AsyncBuffer } from 'hyparquet';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';

/** An object as hyparquet reads it: by byte ranges, so that one array's row costs one row group. */
export async function objectBuffer(store: ObjectStore, key: string): Promise<AsyncBuffer> {
  const byteLength = await store.sizeOf(key);
  return {
    byteLength,
    slice: async (start, end = byteLength) => (await store.getRange(key, start, end)).buffer,
  };
}
