import type { SilverRow } from '#server/domain/silver.ts';
import { readPublishedImage, readPublishedSilver } from '#server/services/arrays/find-array-day.ts';
import { type ArrayRow, listNearestArrays } from '#server/stores/arrays.ts';
import { database } from '#server/stores/database.ts';
import { findVerdictRow } from '#server/stores/verdicts.ts';

/** As many as stand around an array. */
const NEIGHBOURS = 8;

export interface Neighbour {
  array: ArrayRow;
  silver: SilverRow;
}

/** The nearest arrays in the plant's grid, on the same day and of the same run, as far as they sent anything. */
export async function readNeighbours(
  key: { plantId: string; day: string; runId: string },
  array: ArrayRow,
): Promise<Neighbour[]> {
  const db = database();
  const nearest = await listNearestArrays(db, key.plantId, array, NEIGHBOURS);
  const found = await Promise.all(
    nearest.map(async (near) => {
      const verdict = await findVerdictRow(db, key.runId, near.deviceId);
      const silver = verdict && (await readPublishedSilver(key.plantId, key.day, verdict));
      return silver && silver !== 'no longer kept' ? [{ array: near, silver }] : [];
    }),
  );
  return found.flat();
}

/** The images of the nearest arrays as the same run's network saw them. */
export async function readNeighbourImages(
  key: { plantId: string; day: string; runId: string },
  array: ArrayRow,
): Promise<{ deviceId: string; image: Uint8Array }[]> {
  const db = database();
  const nearest = await listNearestArrays(db, key.plantId, array, NEIGHBOURS);
  const found = await Promise.all(
    nearest.map(async ({ deviceId }) => {
      const verdict = await findVerdictRow(db, key.runId, deviceId);
      const published = verdict && (await readPublishedImage(key.plantId, key.day, verdict));
      return published && published !== 'no longer kept' ? [{ deviceId, image: published.image }] : [];
    }),
  );
  return found.flat();
}
