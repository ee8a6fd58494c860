import { countDone, threadTask } from '#jobs/thread-pool.ts';
import { DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import type { ArraySeries } from '#server/domain/channels.ts';
import { dayOfYear, SLOT_SECONDS, SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { scadaFile } from '#server/gateways/readings/scada-files.ts';
import { writeAvroFile } from '#server/gateways/readings/write-avro-file.ts';
import type { SimulatedFile, SimulatedFileResult } from './definition.ts';

/** Where the demo plant stands: central Europe, modules tilted by 30°. */
const DEMO_SITE = { latitude: 47, tilt: 30, noonShiftMinutes: 0 };

const LINK_DOWN_FROM_SLOT = (7 * 3600) / SLOT_SECONDS;
const LINK_DOWN_TO_SLOT = (17 * 3600) / SLOT_SECONDS;

interface SimulatedArray {
  deviceId: string;
  series: ArraySeries;
  /** When within a slot the array's logger samples. */
  phaseMs: number;
}

/** In a worker thread: simulates a partition's arrays and writes their readings in the order they would arrive. */
export const run = threadTask(async (payload: SimulatedFile, counter): Promise<SimulatedFileResult> => {
  const { root, plantId, day, dayStartMs, partition, arrays } = payload;
  // One sky over the whole plant: every thread draws the same weather from the same seed.
  const weather = createWeatherDay({ seed: `${plantId} ${day}`, dayOfYear: dayOfYear(day), site: DEMO_SITE });
  const truth: Record<string, unknown>[] = [];
  const simulated = arrays.map(({ deviceId, modulesInSeries, strings, state }): SimulatedArray => {
    const { series, truth: drawn } = simulateArrayDay({
      seed: `${deviceId} ${day}`,
      arraySeed: deviceId,
      condition: state.condition,
      weather,
      array: { ...DEFAULT_ARRAY, modulesInSeries, strings },
    });
    if (state.linkDown) takeLinkDown(series);
    truth.push({ deviceId, linkDown: state.linkDown, ...drawn });
    countDone(counter);
    return { deviceId, series, phaseMs: createRandom(deviceId).integer(500, SLOT_SECONDS * 1000 - 500) };
  });
  simulated.sort((a, b) => a.phaseMs - b.phaseMs);
  await writeAvroFile(scadaFile(root, plantId, day, partition), readingsOf(simulated, dayStartMs));
  return { truth };
});

function takeLinkDown(series: ArraySeries): void {
  for (const channel of Object.values(series)) channel.fill(Number.NaN, LINK_DOWN_FROM_SLOT, LINK_DOWN_TO_SLOT);
}

function* readingsOf(arrays: readonly SimulatedArray[], dayStartMs: number): Generator<ReadingRecord> {
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    for (const { deviceId, series, phaseMs } of arrays) {
      const reading = {
        deviceId,
        timestamp: dayStartMs + slot * SLOT_SECONDS * 1000 + phaseMs,
        voltage: series.voltage[slot] ?? Number.NaN,
        current: series.current[slot] ?? Number.NaN,
        temperature: series.temperature[slot] ?? Number.NaN,
        irradiance: series.irradiance[slot] ?? Number.NaN,
      };
      // A slot in which the array sent nothing has no reading at all.
      if (!Number.isNaN(reading.voltage + reading.current + reading.temperature + reading.irradiance)) yield reading;
    }
  }
}
