import type { StoredFile } from '#domain/manifest.ts';
import type { SilverRow } from '#domain/silver.ts';
import { HeliographError } from '#server/errors.ts';
import { fileOf } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readScalograms } from '#server/gateways/parquet/scalogram-file.ts';
import { readSilver } from '#server/gateways/parquet/silver-file.ts';
import { type PublishedRun, runManifest } from '#server/services/arrays/run-manifest.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';
import { isSilverOfKeyRemoved } from '#server/services/housekeeping/silver-removed.ts';
import type { Database } from '#server/stores/database.ts';
import { findVerdictRow, type VerdictRow } from '#server/stores/verdicts.ts';

// What a run says of one array. None of it changes once the run is published, and the parts of a page ask for the same.

/** An image as its run's network saw it. */
export interface PublishedImage {
  image: Uint8Array;
  preprocessingJson: string;
}

/** Of an array whose series a run has; `partition` is null when it sent nothing. */
type Published = Pick<VerdictRow, 'deviceId' | 'partition'>;

const verdicts = new BoundedCache<VerdictRow | null>(500);
/** 70 kB each. */
const silverRows = new BoundedCache<SilverRow | null>(64);
/** 16 kB each. */
const images = new BoundedCache<PublishedImage | null>(64);

/** The verdict on an array in a published run; null when the run did not know it. */
export function publishedVerdict(db: Database, runId: string, deviceId: string): Promise<VerdictRow | null> {
  return verdicts.get(`${runId} ${deviceId}`, () => findVerdictRow(db, runId, deviceId));
}

/** Silver behind a verdict; null when the array sent nothing. */
export function publishedSilver(db: Database, run: PublishedRun, verdict: Published) {
  return readRetained(db, run, verdict, undefined, silverRows, async (key) => {
    const [row] = await readSilver(openObjectStore('silver'), key, verdict.deviceId);
    return row ?? null;
  });
}

/** The image behind a verdict; null when there was nothing to transform. */
export function publishedImage(db: Database, run: PublishedRun, verdict: Published) {
  return readRetained(db, run, verdict, 'scalograms', images, async (key) => {
    const { rows, preprocessingJson } = await readScalograms(openObjectStore('silver'), key, verdict.deviceId);
    return rows[0] ? { image: rows[0].image, preprocessingJson } : null;
  });
}

async function readRetained<Row>(
  db: Database,
  run: PublishedRun,
  { deviceId, partition }: Published,
  content: StoredFile['content'],
  rows: BoundedCache<Row | null>,
  read: (key: string) => Promise<Row | null>,
): Promise<Row | 'no longer kept' | null> {
  if (partition === null) return null;
  const { key } = fileOf(await runManifest(run), 'silver', partition, content);
  const name = `${key} ${deviceId}`;
  // What housekeeping has taken is not shown from memory either.
  if (rows.has(name) && (await isSilverOfKeyRemoved(db, key))) return 'no longer kept';
  try {
    return await rows.get(name, () => read(key));
  } catch (error) {
    const missing = error instanceof HeliographError && error.code === 'not_found';
    if (missing && (await isSilverOfKeyRemoved(db, key))) return 'no longer kept';
    throw error;
  }
}
