import { liveLightKey } from '#domain/object-keys.ts';
import { threadTask } from '#jobs/process/thread-pool.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { encodeSketch } from '#server/gateways/sketch-file.ts';
import { readDaySoFar } from './day-so-far.ts';
import { daysSoFar, sketchWindow } from './judge-window.ts';
import type { ClosedWindow } from './payload.ts';

/** In a worker thread: what the arrays of a partition's window add to the plant's reference and daylight. */
export const run = threadTask(async ({ snapshotKeys, nameplates, sketchKey }: ClosedWindow): Promise<number> => {
  const { arrays } = await readDaySoFar(snapshotKeys);
  const { sketch, votes } = sketchWindow(daysSoFar(arrays, nameplates));
  const store = openObjectStore('silver');
  const light = { seen: [...votes.seen], lit: [...votes.lit] };
  await store.put(liveLightKey(sketchKey), Buffer.from(JSON.stringify(light)));
  await store.put(sketchKey, await encodeSketch(sketch));
  return arrays.length;
});
