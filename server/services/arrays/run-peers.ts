import { emptySketch, mergeSketch, type Peers, peersOf, SKETCH_TABLE_LENGTH } from '#models/operation/peer-sketch.ts';
import { HeliographError } from '#server/errors.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readSketch } from '#server/gateways/sketch-file.ts';
import { type PublishedRun, runManifest } from '#server/services/arrays/run-manifest.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';

/** Tables of a plant take 10 MB a group of arrays. */
const peersOfRuns = new BoundedCache<Peers | null>(2);

/** What the arrays of a run's plant did on the day; null for a run that kept no counts of it. */
export function runPeers(run: PublishedRun): Promise<Peers | null> {
  return peersOfRuns.get(run.runId, async () => {
    const { files } = await runManifest(run);
    const sketches = files.filter(({ content }) => content === 'sketch');
    const store = openObjectStore('silver');
    const sum = emptySketch();
    try {
      for (const { key } of sketches) mergeSketch(sum, await readSketch(store, key, SKETCH_TABLE_LENGTH));
    } catch (error) {
      // Housekeeping takes them with the series.
      if (error instanceof HeliographError && error.code === 'not_found') return null;
      throw error;
    }
    return sum.size > 0 ? peersOf(sum) : null;
  });
}
