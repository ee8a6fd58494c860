import { HeliographError } from '#server/errors.ts';
import { fileOf, readManifest, readStoredFile } from '#server/gateways/manifest/manifest-file.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';

/** The published verdicts of a day as one Parquet file. */
export async function openGold(input: { day: string }): Promise<{
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
}> {
  const plant = await currentPlant();
  const day = await resolveDay(plant.id, input.day);
  const runId = await findCurrentRunId(database(), plant.id, day);
  if (!runId) throw new HeliographError('not_found', `${day} has no published result`);
  const manifest = await readManifest({ plantId: plant.id, day, runId });
  const gold = fileOf(manifest, 'gold', null);
  const bytes = await readStoredFile(gold);
  return { fileName: `heliograph-${plant.id}-${day}.parquet`, bytes, sha256: gold.sha256 };
}
