import { plantDayStartMs, SLOT_SECONDS } from '#server/domain/plant-day.ts';
import type { SeriesView } from '#server/domain/views.ts';
import { type ArrayDayInput, openSilver } from '#server/services/arrays/find-array-day.ts';

/** The four series of an array-day as they were received: gaps stay gaps. */
export async function getSeries(input: ArrayDayInput): Promise<SeriesView> {
  const { silver, found } = await openSilver(input);
  const { voltage, current, temperature, irradiance } = silver.series;
  return {
    startMs: plantDayStartMs(found.day, found.plant.utcOffsetMinutes),
    slotSeconds: SLOT_SECONDS,
    voltage: rounded(voltage),
    current: rounded(current),
    temperature: rounded(temperature),
    irradiance: rounded(irradiance),
  };
}

/** Millivolts, milliamperes and the like are below every sensor's resolution: three decimals keep the answer small. */
function rounded(values: Float32Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : Math.round(value * 1000) / 1000));
}
