import type { PowerView } from '#domain/array-insight.ts';
import { plantDayStartMs, SLOT_SECONDS } from '#domain/plant-day.ts';
import { expectedPower } from '#models/photovoltaic/array-energy.ts';
import { goodSlots } from '#models/photovoltaic/good-slots.ts';
import type { ArrayDayInput } from '#server/services/arrays/find-array-day.ts';
import { neighbourBandOf } from '#server/services/arrays/neighbour-band.ts';
import { openArrayDay } from '#server/services/arrays/open-array-day.ts';
import { readNeighbours } from '#server/services/arrays/read-neighbours.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';
import type { ServiceContext } from '#server/services/context.ts';

const bands = new BoundedCache<PowerView['band']>(200);

/** Expected and measured power over the good slots of an array-day, and what the arrays around it gave. */
export async function getPower(context: ServiceContext, input: ArrayDayInput): Promise<PowerView> {
  const { array, plant, day, run, readSilver } = await openArrayDay(context, input);
  const { series } = await readSilver();
  const band = await bands.get(`${run.runId} ${array.deviceId}`, async () =>
    neighbourBandOf(await readNeighbours(context.db, run, array), array.nameplate),
  );
  const good = goodSlots(series);
  const watts = (powerAt: (slot: number) => number) =>
    Array.from(good, (isGood, slot) => (isGood ? Math.round(powerAt(slot)) : null));
  return {
    startMs: plantDayStartMs(day, plant.utcOffsetMinutes),
    slotSeconds: SLOT_SECONDS,
    expected: watts((slot) =>
      expectedPower(array.nameplate, series.irradiance[slot] as number, series.temperature[slot] as number),
    ),
    measured: watts((slot) => (series.voltage[slot] as number) * (series.current[slot] as number)),
    band,
  };
}
