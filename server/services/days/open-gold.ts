import { goldDayKey } from '#server/domain/object-keys.ts';
import { HeliographError } from '#server/errors.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';

/** The published verdicts of a day as one Parquet file. */
export async function openGold(input: { day: string }): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }> {
  const plant = await currentPlant();
  const day = await resolveDay(plant.id, input.day);
  const runId = await findCurrentRunId(database(), plant.id, day);
  if (!runId) throw new HeliographError('not_found', `${day} has no published result`);
  const bytes = await openObjectStore().get(goldDayKey(plant.id, day, runId));
  return { fileName: `heliograph-${plant.id}-${day}.parquet`, bytes };
}
