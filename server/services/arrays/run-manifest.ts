import type { Manifest } from '#domain/manifest.ts';
import { readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';

/** Of the days that are looked at; a large plant's manifest is some 30 kB. */
const manifests = new BoundedCache<Manifest>(50);

/** A run whose result is published. */
export interface PublishedRun {
  plantId: string;
  day: string;
  runId: string;
}

/** The manifest of a published run: it is written once, so that it need not be read again for every part of a page. */
export function runManifest(run: PublishedRun): Promise<Manifest> {
  return manifests.get(run.runId, () => readManifest(run));
}
