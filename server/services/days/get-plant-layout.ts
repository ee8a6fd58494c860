import type { PlantLayoutView } from '#domain/plant-grid.ts';
import { readSettings } from '#server/env.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';
import { database } from '#server/stores/database.ts';
import { readLayoutColumns } from '#server/stores/plant-grid.ts';
import { getPlantRow } from '#server/stores/plants.ts';

const layouts = new BoundedCache<PlantLayoutView>(4);

/** Where every array of the plant stands; null when the asker has that version already. */
export async function getPlantLayout(input: { knownVersion: string | null }): Promise<PlantLayoutView | null> {
  const { id, layoutVersion } = await getPlantRow(database(), readSettings().HELIOGRAPH_PLANT);
  return layoutVersion === input.knownVersion ? null : layoutOf(id, layoutVersion);
}

/** The layout of a plant whose version was just read. Of another version when the plant has changed since. */
export async function layoutOf(plantId: string, version: string): Promise<PlantLayoutView> {
  const layout = await layouts.get(`${plantId} ${version}`, () => readLayout(plantId));
  // It was changed between the two questions the last time: what is kept has a version that is not its own.
  return layout.version === version ? layout : readLayout(plantId);
}

/** Version and columns of one moment: arrays may come while they are read. */
function readLayout(plantId: string): Promise<PlantLayoutView> {
  return database().$transaction(
    async (db) => ({
      version: (await getPlantRow(db, plantId)).layoutVersion,
      ...(await readLayoutColumns(db, plantId)),
    }),
    { isolationLevel: 'RepeatableRead' },
  );
}
