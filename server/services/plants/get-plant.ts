import type { PlantView } from '#domain/views.ts';
import { HeliographError } from '#server/errors.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';

/** A plant that this installation serves. */
export async function getPlant({ plantId }: { plantId: string }): Promise<PlantView> {
  const plant = await currentPlant();
  if (plant.id !== plantId) throw new HeliographError('not_found', `there is no plant "${plantId}"`);
  return plant;
}
