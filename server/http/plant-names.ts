import type { Principal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { openInstallation } from '#server/services/context.ts';
import { listPlants } from '#server/services/plants/get-plant.ts';

/** The plants that somebody may go to from any page. None while the database is away: the page itself says so. */
export async function plantNames(principal: Principal): Promise<{ id: string; name: string; isDefault: boolean }[]> {
  try {
    const context = openInstallation(principal);
    const plants = await listPlants(context);
    return plants.map(({ id, name }) => ({ id, name, isDefault: id === context.settings.HELIOGRAPH_PLANT }));
  } catch (error) {
    if (error instanceof HeliographError) return [];
    throw error;
  }
}
