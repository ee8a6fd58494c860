import type { SilverRow } from '#server/domain/silver.ts';
import { HeliographError } from '#server/errors.ts';
import { fileOf, readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readSilver } from '#server/gateways/parquet/silver-file.ts';
import { findArray } from '#server/services/arrays/find-array.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { isSilverOfKeyGone } from '#server/services/housekeeping/silver-gone.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { findVerdictRow } from '#server/stores/verdicts.ts';

export interface ArrayDayInput {
  deviceId: string;
  /** YYYY-MM-DD, or `latest`. */
  day: string;
}

/** An array of the plant and its verdict in a day's published result; null where there is none. */
export async function findArrayDay(input: ArrayDayInput) {
  const db = database();
  const { plant, array } = await findArray(input.deviceId);
  const day = await resolveDay(plant.id, input.day);
  const runId = await findCurrentRunId(db, plant.id, day);
  const verdict = runId ? await findVerdictRow(db, runId, array.deviceId) : null;
  return { plant, array, day, verdict };
}

/** The array-day's silver: its series and image. Throws `no_data` when the array sent nothing, or it is no longer kept. */
export async function openSilver(
  input: ArrayDayInput,
): Promise<PublishedSilver & { found: ArrayDay & { runId: string } }> {
  const found = await findArrayDay(input);
  const { plant, array, day, verdict } = found;
  if (!verdict) throw new HeliographError('not_found', `${day} has no published result for ${array.deviceId}`);
  const published = await readPublishedSilver(plant.id, day, verdict);
  if (published === 'no longer kept') throw new HeliographError('no_data', `the series of ${day} are no longer kept`);
  if (published === null) throw new HeliographError('no_data', `${array.deviceId} sent no readings on ${day}`);
  return { ...published, found: { ...found, runId: verdict.runId } };
}

/** The run whose result an array-day shows; null when there is none. It tells one version of its series from another. */
export async function findResultRunId(input: ArrayDayInput): Promise<string | null> {
  return (await findArrayDay(input)).verdict?.runId ?? null;
}

type ArrayDay = Awaited<ReturnType<typeof findArrayDay>>;

interface PublishedSilver {
  silver: SilverRow;
  preprocessingJson: string;
}

/** Silver behind a verdict; null when the array sent nothing. */
export async function readPublishedSilver(
  plantId: string,
  day: string,
  verdict: { runId: string; deviceId: string; partition: number | null },
): Promise<PublishedSilver | 'no longer kept' | null> {
  if (verdict.partition === null) return null;
  const manifest = await readManifest({ plantId, day, runId: verdict.runId });
  const { key } = fileOf(manifest, 'silver', verdict.partition);
  try {
    const { rows, preprocessingJson } = await readSilver(openObjectStore('silver'), key, verdict.deviceId);
    return rows[0] ? { silver: rows[0], preprocessingJson } : null;
  } catch (error) {
    const missing = error instanceof HeliographError && error.code === 'not_found';
    if (missing && (await isSilverOfKeyGone(key))) return 'no longer kept';
    throw error;
  }
}
