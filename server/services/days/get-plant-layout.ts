import type { PlantLayoutView } from '#server/domain/plant-grid.ts';
import { readSettings } from '#server/env.ts';
import { database } from '#server/stores/database.ts';
import { findLayoutVersion, readLayoutColumns } from '#server/stores/plant-grid.ts';
import { getPlantRow } from '#server/stores/plants.ts';

/** Where every array of the plant stands; null when the asker has that version already. */
export async function getPlantLayout(input: { knownVersion: string | null }): Promise<PlantLayoutView | null> {
  const { id } = await getPlantRow(database(), readSettings().HELIOGRAPH_PLANT);
  return database().$transaction(
    async (db) => {
      const version = await findLayoutVersion(db, id);
      if (version === input.knownVersion) return null;
      return { version, ...(await readLayoutColumns(db, id)) };
    },
    { isolationLevel: 'RepeatableRead' },
  );
}
