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

/** The same file with some of its bytes fetched in one request, however many reads follow. */
export async function withFetched(file: AsyncBuffer, first: number, end: number): Promise<AsyncBuffer> {
  const fetched = await file.slice(first, end);
  return {
    byteLength: file.byteLength,
    slice: (from, to = file.byteLength) =>
      from >= first && to <= end ? fetched.slice(from - first, to - first) : file.slice(from, to),
  };
}
