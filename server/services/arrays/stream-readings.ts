import { CHANNELS } from '#domain/channels.ts';
import { csvLine } from '#domain/csv.ts';
import { formatUtcOffset, plantDayStartMs, SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ArrayDayInput } from '#server/services/arrays/find-array-day.ts';
import { openArrayDay } from '#server/services/arrays/open-array-day.ts';
import type { ServiceContext } from '#server/services/context.ts';

const ROWS_PER_CHUNK = 360;
const HEADER = ['deviceId', 'timestamp', 'voltage_v', 'current_a', 'temperature_c', 'irradiance_w_m2'];

/** The readings of an array-day as CSV, a slot a line in plant time, empty where there is none; sent piece by piece. */
export async function streamReadings(
  context: ServiceContext,
  input: ArrayDayInput,
): Promise<{ fileName: string; chunks: AsyncGenerator<string> }> {
  const { array, plant, day, readSilver } = await openArrayDay(context, input, 'exports.read');
  const { series } = await readSilver();
  const startMs = plantDayStartMs(day, plant.utcOffsetMinutes);
  const zone = formatUtcOffset(plant.utcOffsetMinutes).slice(3);
  const row = (slot: number) => {
    const local = new Date(startMs + plant.utcOffsetMinutes * 60_000 + slot * SLOT_SECONDS * 1000);
    const values = CHANNELS.map((channel) => {
      const value = series[channel][slot] as number;
      return Number.isNaN(value) ? null : Math.round(value * 1000) / 1000;
    });
    return [array.deviceId, `${local.toISOString().slice(0, 19)}${zone}`, ...values];
  };
  async function* chunks() {
    yield csvLine(HEADER);
    for (let first = 0; first < SLOTS_PER_DAY; first += ROWS_PER_CHUNK) {
      const rows = Array.from({ length: Math.min(ROWS_PER_CHUNK, SLOTS_PER_DAY - first) }, (_, n) => row(first + n));
      yield rows.map(csvLine).join('');
    }
  }
  return { fileName: `heliograph-${array.deviceId}-${day}.csv`, chunks: chunks() };
}
