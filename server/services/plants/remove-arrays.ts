import { z } from 'zod';
import { deviceIdSchema } from '#domain/device-id.ts';
import { plantDayOf, plantDaySchema, shiftPlantDay } from '#domain/plant-day.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { lastDayOf } from '#server/services/plants/plan-registration.ts';
import { refuseWhileRunning } from '#server/services/plants/refuse-while-running.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { lockPlantRow } from '#server/stores/plants.ts';
import { listRegisteredArrays, updateRegistered } from '#server/stores/registered-arrays.ts';

const inputSchema = z.strictObject({
  deviceIds: z.array(deviceIdSchema).min(1, 'name at least one array'),
  /** Their last plant day in service; default yesterday at the plant. */
  lastDay: plantDaySchema.optional(),
});

/**
 * Takes arrays out of service: runs of later days do without them, the map does not show them, and what was found of them
 * stays. All of them, or none. Throws `not_found` with the ids that the plant does not have in service.
 */
export async function removeArrays(
  { plant: { id: plantId, utcOffsetMinutes }, principal, db: connection, now }: ServiceContext,
  input: z.input<typeof inputSchema>,
): Promise<{ removed: string[]; left: number }> {
  requireAction(principal, 'plant.register');
  const { deviceIds, lastDay } = parseInput(inputSchema, input);
  const yesterday = shiftPlantDay(plantDayOf(now().getTime(), utcOffsetMinutes), -1);
  if (lastDay !== undefined && lastDay > yesterday) {
    throw new HeliographError('invalid_input', `lastDay: ${lastDay} is not over at the plant`);
  }
  const wanted = new Set(deviceIds);
  return inTransaction(connection, async (db) => {
    await lockPlantRow(db, plantId);
    const inService = (await listRegisteredArrays(db, plantId)).filter(({ inServiceTo }) => inServiceTo === null);
    const removed = inService.filter(({ deviceId }) => wanted.has(deviceId));
    const found = new Set(removed.map(({ deviceId }) => deviceId));
    const missing = [...wanted].filter((deviceId) => !found.has(deviceId));
    if (missing.length > 0) {
      const names = missing.slice(0, 10).map((deviceId) => `"${deviceId}"`);
      throw new HeliographError(
        'not_found',
        `plant "${plantId}" has no array ${names.join(', ')}${missing.length > 10 ? ` and ${missing.length - 10} more` : ''} in service; nothing was changed`,
      );
    }
    await refuseWhileRunning(db, plantId);
    const ended = removed.map((array) => ({ ...array, inServiceTo: lastDayOf(array, lastDay ?? yesterday) }));
    await updateRegistered(db, plantId, ended);
    await appendAudit(db, {
      actor: principal,
      action: 'plant.register: remove-arrays',
      target: { kind: 'plant', id: plantId },
      before: { arrays: inService.length },
      after: {
        arrays: inService.length - removed.length,
        lastDay: lastDay ?? yesterday,
        removed: [...found].slice(0, 1000),
      },
    });
    return { removed: [...found], left: inService.length - removed.length };
  });
}
