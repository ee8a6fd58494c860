import { type Principal, principalIn } from '#server/auth/principal.ts';
import { readSettings, type Settings } from '#server/env.ts';
import { type Database, database } from '#server/stores/database.ts';
import { getPlantRow, noSuchPlant, type PlantRow } from '#server/stores/plants.ts';

/** What a service acts within: one plant, for somebody, on one connection or transaction, at a time. */
export interface ServiceContext {
  readonly plant: PlantRow;
  readonly principal: Principal;
  readonly db: Database;
  readonly now: () => Date;
  /** Of the process, as they were when the context was made. */
  readonly settings: Settings;
}

/** What a service acts within that is of the installation as a whole: people, tokens, models. */
export type InstallationContext = Omit<ServiceContext, 'plant'>;

/** What acts for nobody in particular: the pipeline, which works the runs of all plants, signing in, health. */
export type SystemContext = Omit<InstallationContext, 'principal'>;

/**
 * The context of a request or a command, made once where it comes in.
 * @param plantId default: the plant of the settings
 * @throws `not_found` for a plant that is not registered, or none of the principal's
 */
export async function openContext(
  principal: Principal,
  plantId = readSettings().HELIOGRAPH_PLANT,
): Promise<ServiceContext> {
  const here = principalIn(principal, plantId);
  if (!here) throw noSuchPlant(plantId);
  const context = openInstallation(here);
  return { ...context, plant: await getPlantRow(context.db, plantId) };
}

/** The same for what is of no plant. Throws `database` when there is none. */
export function openInstallation(principal: Principal): InstallationContext {
  return { ...openSystem(), principal };
}

/** The same for what nobody in particular asks for. Throws `database` when there is none. */
export function openSystem(): SystemContext {
  return { db: database(), now: () => new Date(), settings: readSettings() };
}
