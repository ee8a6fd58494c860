import type { PlantView } from '#domain/views.ts';
import { readSettings } from '#server/env.ts';
import { database } from '#server/stores/database.ts';
import { getPlantRow, type PlantRow } from '#server/stores/plants.ts';

/** The plant of the settings, as the console shows it. */
export async function currentPlant(): Promise<PlantView> {
  return plantViewOf(await getPlantRow(database(), readSettings().HELIOGRAPH_PLANT));
}

export function plantViewOf({ id, name, utcOffsetMinutes, arrayCount }: PlantRow): PlantView {
  return { id, name, utcOffsetMinutes, arrays: arrayCount };
}
