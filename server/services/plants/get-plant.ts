import type { PlantView } from '#domain/views.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { getPlantRow } from '#server/stores/plants.ts';

/** The plants that this installation serves. */
export async function listPlants({ db, principal, settings }: InstallationContext): Promise<PlantView[]> {
  requireAction(principal, 'plant.read');
  return [plantViewOf(await getPlantRow(db, settings.HELIOGRAPH_PLANT))];
}

/** One of them. Throws `not_found`. */
export async function getPlant(context: InstallationContext, { plantId }: { plantId: string }): Promise<PlantView> {
  const plant = (await listPlants(context)).find(({ id }) => id === plantId);
  if (!plant) throw new HeliographError('not_found', `there is no plant "${plantId}"`);
  return plant;
}
