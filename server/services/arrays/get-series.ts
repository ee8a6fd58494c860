import { CHANNELS } from '#domain/channels.ts';
import { plantDayStartMs, SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { SeriesView } from '#domain/views.ts';
import type { ArrayDayInput } from '#server/services/arrays/find-array-day.ts';
import { openArrayDay } from '#server/services/arrays/open-array-day.ts';
import type { ServiceContext } from '#server/services/context.ts';

/** The four series of an array-day as they were received: gaps stay gaps. */
export async function getSeries(context: ServiceContext, input: ArrayDayInput): Promise<SeriesView> {
  const { day, plant, readSilver } = await openArrayDay(context, input);
  const { voltage, current, temperature, irradiance } = (await readSilver()).series;
  return {
    startMs: plantDayStartMs(day, plant.utcOffsetMinutes),
    slotSeconds: SLOT_SECONDS,
    voltage: rounded(voltage),
    current: rounded(current),
    temperature: rounded(temperature),
    irradiance: rounded(irradiance),
  };
}

/**
 * The four series as bytes: float32 little-endian, 4,320 slots of voltage (V), then current (A), module temperature (°C)
 * and irradiance (W/m²); NaN is a gap.
 */
export async function getSeriesBytes(
  context: ServiceContext,
  input: ArrayDayInput,
): Promise<{ startMs: number; bytes: Uint8Array<ArrayBuffer> }> {
  const { day, plant, readSilver } = await openArrayDay(context, input);
  const { series } = await readSilver();
  const bytes = new Uint8Array(CHANNELS.length * SLOTS_PER_DAY * 4);
  const view = new DataView(bytes.buffer);
  CHANNELS.forEach((channel, index) => {
    series[channel].forEach((value, slot) => {
      view.setFloat32((index * SLOTS_PER_DAY + slot) * 4, value, true);
    });
  });
  return { startMs: plantDayStartMs(day, plant.utcOffsetMinutes), bytes };
}

/** Millivolts, milliamperes and the like are below every sensor's resolution: three decimals keep the answer small. */
function rounded(values: Float32Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : Math.round(value * 1000) / 1000));
}
