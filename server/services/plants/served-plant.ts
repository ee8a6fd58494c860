import { HeliographError } from '#server/errors.ts';
import type { InstallationContext } from '#server/services/context.ts';

/** The plant that this installation serves, whether it is registered yet or not. Throws `not_found` for another one. */
export function servedPlant({ settings }: InstallationContext, { plantId }: { plantId: string }): string {
  if (plantId === settings.HELIOGRAPH_PLANT) return plantId;
  throw new HeliographError('not_found', `there is no plant "${plantId}"`);
}
