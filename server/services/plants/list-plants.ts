import type { PlantView } from '#domain/views.ts';
import { requireAction } from '#server/auth/principal.ts';
import { plantViewOf } from '#server/services/plants/current-plant.ts';
import type { RegistryContext } from '#server/services/plants/registry-context.ts';
import { listPlantRows } from '#server/stores/plants.ts';

/** Every plant that is registered, by id. */
export async function listPlants({ principal, db }: RegistryContext): Promise<PlantView[]> {
  requireAction(principal, 'plant.read');
  return (await listPlantRows(db)).map(plantViewOf);
}
