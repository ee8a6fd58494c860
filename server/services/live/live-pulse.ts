import { type LivePulseView, type ReadingAge, readingAgeOf } from '#domain/live.ts';
import { encodePulse } from '#domain/live-pulse.ts';
import { plantDayOf, plantDayStartMs } from '#domain/plant-day.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { layoutOf } from '#server/services/days/get-plant-layout.ts';
import { listPulses } from '#server/stores/live-pulses.ts';

/** The newest reading of an array. */
export interface NewestReading {
  lastMs: number;
  powerW: number;
  expectedW: number;
}

/** The newest readings of a plant's arrays, and the instant by which their ages are counted. */
export interface NewestReadings {
  asOfMs: number;
  readings: ReadonlyMap<string, NewestReading>;
}

/**
 * The newest readings of the present plant day, by device. What is simulated may run ahead of the clock, or behind it: there the
 * newest reading of all says what time it is.
 */
export async function newestReadings({ db, plant, now }: ServiceContext): Promise<NewestReadings> {
  const pulses = await listPulses(db, plant.id);
  const all = pulses.flatMap(({ deviceIds, lastMs, powerW, expectedW }) =>
    deviceIds.map((deviceId, index): [string, NewestReading] => [
      deviceId,
      { lastMs: lastMs[index] as number, powerW: powerW[index] as number, expectedW: expectedW[index] as number },
    ]),
  );
  const newestMs = all.reduce((newest, [, { lastMs }]) => Math.max(newest, lastMs), Number.NEGATIVE_INFINITY);
  const asOfMs = plant.simulated && Number.isFinite(newestMs) ? newestMs : now().getTime();
  const dayStartMs = plantDayStartMs(plantDayOf(asOfMs, plant.utcOffsetMinutes), plant.utcOffsetMinutes);
  const readings = new Map<string, NewestReading>();
  for (const [deviceId, reading] of all) {
    const known = readings.get(deviceId);
    if (reading.lastMs >= dayStartMs && !(known && known.lastMs >= reading.lastMs)) readings.set(deviceId, reading);
  }
  return { asOfMs, readings };
}

/** How old an array's newest reading is; a clock that runs ahead makes it no younger than now. */
export function ageOf({ asOfMs }: NewestReadings, reading: NewestReading | undefined): ReadingAge {
  return readingAgeOf(reading ? Math.max(0, (asOfMs - reading.lastMs) / 1000) : null);
}

/** The newest readings of all arrays in the order of the plant's layout. */
export async function livePulseOf(context: ServiceContext): Promise<LivePulseView> {
  const newest = await newestReadings(context);
  const layout = await layoutOf(context, context.plant.layoutVersion);
  const ages: Record<ReadingAge, number> = { fresh: 0, stale: 0, silent: 0, never: 0 };
  let [power, expected] = [0, 0];
  const columns = layout.deviceIds.map((deviceId) => {
    const reading = newest.readings.get(deviceId);
    const age = ageOf(newest, reading);
    ages[age]++;
    if (age === 'fresh' && reading && Number.isFinite(reading.powerW + reading.expectedW)) {
      power += reading.powerW;
      expected += reading.expectedW;
    }
    return reading ?? { lastMs: Number.NaN, powerW: Number.NaN, expectedW: Number.NaN };
  });
  const { lastMs, powerW, expectedW } = encodePulse({
    lastMs: Float64Array.from(columns, (column) => column.lastMs),
    powerW: Float32Array.from(columns, (column) => column.powerW),
    expectedW: Float32Array.from(columns, (column) => column.expectedW),
  });
  return {
    asOf: new Date(newest.asOfMs).toISOString(),
    layout: layout.version,
    lastMs: Buffer.from(lastMs).toString('base64'),
    powerW: Buffer.from(powerW).toString('base64'),
    expectedW: Buffer.from(expectedW).toString('base64'),
    ...ages,
    powerKw: power / 1000,
    expectedKw: expected / 1000,
  };
}
