import type { SystemContext } from '#server/services/context.ts';
import { type ArrayRow, listArrayRows } from '#server/stores/arrays.ts';
import { getPlantRow, type PlantRow } from '#server/stores/plants.ts';

/** A plant with its registry of arrays. */
export async function getPlantWithArrays(
  { db }: SystemContext,
  plantId: string,
): Promise<{ plant: PlantRow; arrays: ArrayRow[] }> {
  const plant = await getPlantRow(db, plantId);
  return { plant, arrays: await listArrayRows(db, plantId) };
}
