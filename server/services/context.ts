import type { Principal } from '#server/auth/principal.ts';
import { readSettings } from '#server/env.ts';
import { type Database, database } from '#server/stores/database.ts';
import { getPlantRow, type PlantRow } from '#server/stores/plants.ts';

/** What a service acts within: one plant, for somebody, on one connection or transaction, at a time. */
export interface ServiceContext {
  readonly plant: PlantRow;
  readonly principal: Principal;
  readonly db: Database;
  readonly now: () => Date;
}

/**
 * The context of a request or a command, made once where it comes in.
 * @param plantId default: the plant of the settings
 * @throws `not_found` for a plant that is not registered
 */
export async function openContext(
  principal: Principal,
  plantId = readSettings().HELIOGRAPH_PLANT,
): Promise<ServiceContext> {
  const db = database();
  return { plant: await getPlantRow(db, plantId), principal, db, now: () => new Date() };
}
