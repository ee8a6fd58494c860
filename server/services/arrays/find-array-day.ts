import type { StoredFile } from '#server/domain/manifest.ts';
import type { SilverRow } from '#server/domain/silver.ts';
import { HeliographError } from '#server/errors.ts';
import { fileOf, readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readScalograms } from '#server/gateways/parquet/scalogram-file.ts';
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

/** The array-day's silver: its series and counts. Throws `no_data` when the array sent nothing, or it is no longer kept. */
export async function openSilver(
  input: ArrayDayInput,
): Promise<{ silver: SilverRow; found: ArrayDay & { runId: string } }> {
  const found = await findArrayDay(input);
  const { plant, array, day, verdict } = found;
  if (!verdict) throw new HeliographError('not_found', `${day} has no published result for ${array.deviceId}`);
  const silver = await readPublishedSilver(plant.id, day, verdict);
  if (silver === 'no longer kept') throw new HeliographError('no_data', `the series of ${day} are no longer kept`);
  if (silver === null) throw new HeliographError('no_data', `${array.deviceId} sent no readings on ${day}`);
  return { silver, found: { ...found, runId: verdict.runId } };
}

/** The array-day's image as its run's network saw it. Throws `no_data` when there is none, or it is no longer kept. */
export async function openScalograms(
  input: ArrayDayInput,
): Promise<PublishedImage & { found: ArrayDay & { runId: string } }> {
  const found = await findArrayDay(input);
  const { plant, array, day, verdict } = found;
  if (!verdict) throw new HeliographError('not_found', `${day} has no published result for ${array.deviceId}`);
  const published = await readPublishedImage(plant.id, day, verdict);
  if (published === 'no longer kept') throw new HeliographError('no_data', `the series of ${day} are no longer kept`);
  if (published === null) throw new HeliographError('no_data', `${array.deviceId} has no scalogram on ${day}`);
  return { ...published, found: { ...found, runId: verdict.runId } };
}

/** The run whose result an array-day shows; null when there is none. It tells one version of its series from another. */
export async function findResultRunId(input: ArrayDayInput): Promise<string | null> {
  return (await findArrayDay(input)).verdict?.runId ?? null;
}

type ArrayDay = Awaited<ReturnType<typeof findArrayDay>>;

interface PublishedImage {
  image: Uint8Array;
  preprocessingJson: string;
}

interface Published {
  runId: string;
  deviceId: string;
  partition: number | null;
}

/** Silver behind a verdict; null when the array sent nothing. */
export function readPublishedSilver(plantId: string, day: string, verdict: Published) {
  return readPublished(plantId, day, verdict, undefined, async (key): Promise<SilverRow | null> => {
    const [row] = await readSilver(openObjectStore('silver'), key, verdict.deviceId);
    return row ?? null;
  });
}

/** The image behind a verdict; null when there was nothing to transform. */
export function readPublishedImage(plantId: string, day: string, verdict: Published) {
  return readPublished(plantId, day, verdict, 'scalograms', async (key): Promise<PublishedImage | null> => {
    const { rows, preprocessingJson } = await readScalograms(openObjectStore('silver'), key, verdict.deviceId);
    return rows[0] ? { image: rows[0].image, preprocessingJson } : null;
  });
}

async function readPublished<Value>(
  plantId: string,
  day: string,
  { runId, partition }: Published,
  content: StoredFile['content'],
  read: (key: string) => Promise<Value | null>,
): Promise<Value | 'no longer kept' | null> {
  if (partition === null) return null;
  const manifest = await readManifest({ plantId, day, runId });
  const { key } = fileOf(manifest, 'silver', partition, content);
  try {
    return await read(key);
  } catch (error) {
    const missing = error instanceof HeliographError && error.code === 'not_found';
    if (missing && (await isSilverOfKeyGone(key))) return 'no longer kept';
    throw error;
  }
}
