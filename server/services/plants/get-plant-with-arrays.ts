import { type ArrayRow, listArrayRows } from '#server/stores/arrays.ts';
import { database } from '#server/stores/database.ts';
import { getPlantRow, type PlantRow } from '#server/stores/plants.ts';

/** A plant with its arrays in physical order: those in service on a plant day, or those that are not out of service. */
export async function getPlantWithArrays(
  plantId: string,
  day?: string,
): Promise<{ plant: PlantRow; arrays: ArrayRow[] }> {
  const db = database();
  const plant = await getPlantRow(db, plantId);
  return { plant, arrays: await listArrayRows(db, plantId, day) };
}
