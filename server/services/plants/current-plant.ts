import type { PlantView } from '#server/domain/views.ts';
import { readSettings } from '#server/env.ts';
import { countArrays } from '#server/stores/arrays.ts';
import { database } from '#server/stores/database.ts';
import { getPlantRow } from '#server/stores/plants.ts';

/** The plant of the settings, as the console shows it. */
export async function currentPlant(): Promise<PlantView> {
  const db = database();
  const plant = await getPlantRow(db, readSettings().HELIOGRAPH_PLANT);
  return {
    id: plant.id,
    name: plant.name,
    utcOffsetMinutes: plant.utcOffsetMinutes,
    arrays: await countArrays(db, plant.id),
  };
}
