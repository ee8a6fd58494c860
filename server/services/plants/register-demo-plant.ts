import { z } from 'zod';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { HeliographError } from '#server/errors.ts';
import type { SystemContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { insertArrays } from '#server/stores/arrays.ts';
import { inTransaction } from '#server/stores/database.ts';
import { ensurePlant } from '#server/stores/plants.ts';

const inputSchema = z.object({ arrays: z.number().int().min(1, 'at least 1 array').max(100_000).nullable() });

const DEFAULT_ARRAYS = 48;

export const DEMO_UTC_OFFSET_MINUTES = 60;

/**
 * Registers the demo plant once; a plant that has arrays keeps them, and null asks for no other number. Rows of 12 up to
 * 240 arrays, near-square beyond.
 */
export async function registerDemoPlant(context: SystemContext, input: { arrays: number | null }) {
  const wanted = parseInput(inputSchema, input).arrays;
  const id = context.settings.HELIOGRAPH_PLANT;
  return inTransaction(context.db, async (db) => {
    const plant = await ensurePlant(db, { id, name: 'Demo plant', utcOffsetMinutes: DEMO_UTC_OFFSET_MINUTES });
    const existing = plant.arrayCount;
    const arrays = wanted ?? (existing || DEFAULT_ARRAYS);
    if (existing > 0 && existing !== arrays) {
      throw new HeliographError(
        'conflict',
        `plant "${id}" has ${existing} arrays already, not ${arrays}: use --arrays ${existing}, or another HELIOGRAPH_DATA`,
      );
    }
    if (existing === 0) {
      const columns = arrays <= 240 ? 12 : Math.ceil(Math.sqrt(arrays * 2));
      await insertArrays(
        db,
        id,
        Array.from({ length: arrays }, (_, index) => ({
          deviceId: demoDeviceId(index),
          row: Math.floor(index / columns) + 1,
          column: (index % columns) + 1,
          nameplate: DEFAULT_NAMEPLATE,
        })),
      );
    }
    return { plantId: plant.id, utcOffsetMinutes: plant.utcOffsetMinutes, arrays };
  });
}

/** "DEMO000001": 10 characters A-Z 0-9. */
export function demoDeviceId(index: number): string {
  return `DEMO${String(index + 1).padStart(6, '0')}`;
}
