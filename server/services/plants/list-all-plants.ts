import type { PlantView } from '#domain/views.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listPlantRows } from '#server/stores/plants.ts';

/** Every plant that is registered, whichever of them the console serves, by id. */
export async function listAllPlants({ principal, db }: InstallationContext): Promise<PlantView[]> {
  requireAction(principal, 'plant.read');
  return (await listPlantRows(db)).map(plantViewOf);
}
