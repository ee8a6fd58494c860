import { emptySketch, mergeSketch, type Peers, peersOf, SKETCH_TABLE_LENGTH } from '#models/operation/peer-sketch.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readSketch } from '#server/gateways/sketch-file.ts';

let loaded: { keys: string; peers: Promise<Peers> } | undefined;

/** What the arrays of the whole plant did on the day, summed once per thread: it judges many shards of one run, or of one window. */
export function threadPeers(sketches: readonly { key: string }[]): Promise<Peers> {
  const keys = sketches.map(({ key }) => key).join(' ');
  if (loaded?.keys !== keys) loaded = { keys, peers: sumOf(sketches) };
  return loaded.peers;
}

async function sumOf(sketches: readonly { key: string }[]): Promise<Peers> {
  const store = openObjectStore('silver');
  const sum = emptySketch();
  for (const { key } of sketches) mergeSketch(sum, await readSketch(store, key, SKETCH_TABLE_LENGTH));
  return peersOf(sum);
}
