import type { SystemContext } from '#server/services/context.ts';
import { type ArrayRow, listArrayRows } from '#server/stores/arrays.ts';
import { getPlantRow, type PlantRow } from '#server/stores/plants.ts';

/** A plant with its arrays in physical order: those in service on a plant day, or those that are not out of service. */
export async function getPlantWithArrays(
  { db }: SystemContext,
  plantId: string,
  day?: string,
): Promise<{ plant: PlantRow; arrays: ArrayRow[] }> {
  const plant = await getPlantRow(db, plantId);
  return { plant, arrays: await listArrayRows(db, plantId, day) };
}
