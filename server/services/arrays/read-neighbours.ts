import type { SilverRow } from '#server/domain/silver.ts';
import { readPublishedSilver } from '#server/services/arrays/find-array-day.ts';
import { type ArrayRow, listArrayRows } from '#server/stores/arrays.ts';
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
  const nearest = nearestArrays(await listArrayRows(db, key.plantId), array);
  const found = await Promise.all(
    nearest.map(async (near) => {
      const verdict = await findVerdictRow(db, key.runId, near.deviceId);
      const published = verdict && (await readPublishedSilver(key.plantId, key.day, verdict));
      return published && published !== 'no longer kept' ? [{ array: near, silver: published.silver }] : [];
    }),
  );
  return found.flat();
}

/** By the longer of the ways along rows and columns; ties go to the earlier in physical order. */
export function nearestArrays(arrays: readonly ArrayRow[], { deviceId, row, column }: ArrayRow): ArrayRow[] {
  const distance = (other: ArrayRow) => Math.max(Math.abs(other.row - row), Math.abs(other.column - column));
  return arrays
    .filter((other) => other.deviceId !== deviceId)
    .sort((a, b) => distance(a) - distance(b) || a.row - b.row || a.column - b.column)
    .slice(0, NEIGHBOURS);
}
