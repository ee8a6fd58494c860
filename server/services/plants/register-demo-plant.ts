import { z } from 'zod';
import { columnsOf } from '#domain/derive-places.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { SystemContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { applyRegistration } from '#server/services/plants/register-arrays.ts';
import { findPlantRow } from '#server/stores/plants.ts';

const inputSchema = z.object({ arrays: z.number().int().min(1, 'at least 1 array').max(100_000).nullable() });

const DEFAULT_ARRAYS = 48;

export const DEMO_UTC_OFFSET_MINUTES = 60;

/**
 * Registers the demo plant once; a plant that has arrays keeps them, and null asks for no other number. Rows of 12 up to
 * 240 arrays, near-square beyond. A plant of somebody's own stays as it is: its readings are not made up.
 */
export async function registerDemoPlant(context: SystemContext, input: { arrays: number | null }) {
  const wanted = parseInput(inputSchema, input).arrays;
  const id = context.settings.HELIOGRAPH_PLANT;
  const plant = await findPlantRow(context.db, id);
  const existing = plant?.arrayCount ?? 0;
  const arrays = wanted ?? (existing || DEFAULT_ARRAYS);
  if (existing > 0 && existing !== arrays) {
    throw new HeliographError(
      'conflict',
      `plant "${id}" has ${existing} arrays already, not ${arrays}: use --arrays ${existing}, or another HELIOGRAPH_DATA`,
    );
  }
  if (existing === 0) await registerArrays(context, id, arrays);
  return {
    plantId: id,
    utcOffsetMinutes: plant?.utcOffsetMinutes ?? DEMO_UTC_OFFSET_MINUTES,
    arrays,
    simulated: plant?.simulated ?? true,
  };
}

async function registerArrays(context: SystemContext, plantId: string, arrays: number): Promise<void> {
  const columns = columnsOf(arrays);
  const { modulesInSeries, strings } = DEFAULT_NAMEPLATE;
  await applyRegistration(
    { ...context, principal: systemPrincipal('npm start') },
    {
      plantId,
      name: 'Demo plant',
      utcOffsetMinutes: DEMO_UTC_OFFSET_MINUTES,
      simulated: true,
      mode: 'register',
      source: 'the demo plant',
      rows: Array.from({ length: arrays }, (_, index) => ({
        line: index + 1,
        input: {
          deviceId: demoDeviceId(index),
          row: Math.floor(index / columns) + 1,
          column: (index % columns) + 1,
          modulesInSeries,
          strings,
        },
      })),
    },
  );
}

/** "DEMO000001": 10 characters A-Z 0-9. */
export function demoDeviceId(index: number): string {
  return `DEMO${String(index + 1).padStart(6, '0')}`;
}
