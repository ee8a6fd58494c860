import { roleInPlant } from '#domain/plant-roles.ts';
import type { PlantView } from '#domain/views.ts';
import { requireAction, rolesOf } from '#server/auth/principal.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listPlantRows, noSuchPlant } from '#server/stores/plants.ts';

/** The plants that somebody has a role in, by id. */
export async function listPlants({ db, principal }: InstallationContext): Promise<PlantView[]> {
  requireAction(principal, 'plant.read');
  const rows = await listPlantRows(db);
  return rows.filter(({ id }) => roleInPlant(rolesOf(principal), id) !== null).map(plantViewOf);
}

/** One of them. Throws `not_found`. */
export async function getPlant(context: InstallationContext, { plantId }: { plantId: string }): Promise<PlantView> {
  const plant = (await listPlants(context)).find(({ id }) => id === plantId);
  if (!plant) throw noSuchPlant(plantId);
  return plant;
}
