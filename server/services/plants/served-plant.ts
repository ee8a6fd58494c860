import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';

/** The plant that this installation serves, whether it is registered yet or not. Throws `not_found` for another one. */
export function servedPlant({ plantId }: { plantId: string }): string {
  if (plantId === readSettings().HELIOGRAPH_PLANT) return plantId;
  throw new HeliographError('not_found', `there is no plant "${plantId}"`);
}
