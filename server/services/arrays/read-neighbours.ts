import type { SilverRow } from '#domain/silver.ts';
import { publishedImage, publishedSilver, publishedVerdict } from '#server/services/arrays/published-rows.ts';
import type { PublishedRun } from '#server/services/arrays/run-manifest.ts';
import { type ArrayRow, listNearestArrays } from '#server/stores/arrays.ts';
import type { Database } from '#server/stores/database.ts';
import type { VerdictRow } from '#server/stores/verdicts.ts';

/** As many as stand around an array. */
const NEIGHBOURS = 8;

export interface Neighbour {
  array: ArrayRow;
  silver: SilverRow;
}

/** The nearest arrays in the plant's grid, on the same day and of the same run, as far as they sent anything. */
export async function readNeighbours(db: Database, run: PublishedRun, array: ArrayRow): Promise<Neighbour[]> {
  const found = await ofNearest(db, run, array, (verdict) => publishedSilver(db, run, verdict));
  return found.map(({ near, value }) => ({ array: near, silver: value }));
}

/** The images of the nearest arrays as the same run's network saw them. */
export async function readNeighbourImages(
  db: Database,
  run: PublishedRun,
  array: ArrayRow,
): Promise<{ deviceId: string; image: Uint8Array }[]> {
  const found = await ofNearest(db, run, array, (verdict) => publishedImage(db, run, verdict));
  return found.map(({ near, value }) => ({ deviceId: near.deviceId, image: value.image }));
}

async function ofNearest<Value>(
  db: Database,
  { plantId, runId }: PublishedRun,
  array: ArrayRow,
  read: (verdict: VerdictRow) => Promise<Value | 'no longer kept' | null>,
): Promise<{ near: ArrayRow; value: Value }[]> {
  const nearest = await listNearestArrays(db, plantId, array, NEIGHBOURS);
  const found = await Promise.all(
    nearest.map(async (near) => {
      const verdict = await publishedVerdict(db, runId, near.deviceId);
      const value = verdict && (await read(verdict));
      return value !== null && value !== 'no longer kept' ? [{ near, value }] : [];
    }),
  );
  return found.flat();
}
