import { deviceIdSchema } from '#domain/device-id.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { type ArrayRow, findArrayRow } from '#server/stores/arrays.ts';

/** An array of the plant. Throws `not_found` when it has none of that id. */
export async function findArray({ db, plant }: ServiceContext, id: string): Promise<ArrayRow> {
  const deviceId = parseInput(deviceIdSchema, id);
  const array = await findArrayRow(db, plant.id, deviceId);
  if (!array) throw new HeliographError('not_found', `plant "${plant.id}" has no array ${deviceId}`);
  return array;
}
