import type { ArrayList, ArrayView } from '#domain/results.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { findArrayRow, listArrayPage } from '#server/stores/arrays.ts';
import { database } from '#server/stores/database.ts';

/** The arrays of the plant in the order of their deviceId, a page at a time. */
export async function listArrays(input: { limit: number; after: string | undefined }): Promise<ArrayList> {
  const { limit, after } = input;
  const rows = await listArrayPage(database(), readSettings().HELIOGRAPH_PLANT, { take: limit + 1, after });
  const arrays = rows.slice(0, limit);
  return { arrays, nextCursor: rows.length > limit ? (arrays.at(-1)?.deviceId ?? null) : null };
}

/** One array: where it stands and its nameplate. */
export async function getArray({ deviceId }: { deviceId: string }): Promise<ArrayView> {
  const plantId = readSettings().HELIOGRAPH_PLANT;
  const array = await findArrayRow(database(), plantId, deviceId);
  if (!array) throw new HeliographError('not_found', `plant "${plantId}" has no array ${deviceId}`);
  return array;
}
