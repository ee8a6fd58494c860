import { deviceIdSchema } from '#domain/device-id.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { findArrayRow } from '#server/stores/arrays.ts';
import { database } from '#server/stores/database.ts';

/** An array of the plant. Throws `not_found` when it has none of that id. */
export async function findArray(id: string) {
  const deviceId = parseInput(deviceIdSchema, id);
  const plantId = readSettings().HELIOGRAPH_PLANT;
  const [plant, array] = await Promise.all([currentPlant(), findArrayRow(database(), plantId, deviceId)]);
  if (!array) throw new HeliographError('not_found', `plant "${plantId}" has no array ${deviceId}`);
  return { plant, array };
}
