import type { ArraySeries } from '#domain/channels.ts';
import { dayOfYear, SLOT_SECONDS } from '#domain/plant-day.ts';
import { countDone, threadTask } from '#jobs/process/thread-pool.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { writeReadingsFile } from '#server/gateways/readings/write-readings-file.ts';
import type { SimulatedFile, SimulatedFileResult } from './definition.ts';
import { type ReportingArray, readingsOf } from './readings-of.ts';

const LINK_DOWN_FROM_SLOT = (7 * 3600) / SLOT_SECONDS;
const LINK_DOWN_TO_SLOT = (17 * 3600) / SLOT_SECONDS;

/** In a worker thread: simulates some arrays of a plant day and writes their readings in the order they would arrive. */
export const run = threadTask(async (payload: SimulatedFile, counter): Promise<SimulatedFileResult> => {
  const { file, format, day, dayStartMs, weatherSeed, site, arrays } = payload;
  // One sky over the whole plant: every thread draws the same weather from the same seed.
  const weather = createWeatherDay({ seed: weatherSeed, dayOfYear: dayOfYear(day), site });
  const truth: Record<string, unknown>[] = [];
  const simulated = arrays.map(({ deviceId, linkDown = false, ...options }): ReportingArray => {
    const { series, truth: drawn } = simulateArrayDay({ ...options, weather });
    if (linkDown) takeLinkDown(series);
    truth.push({ deviceId, day, linkDown, ...drawn });
    countDone(counter);
    const phaseMs = createRandom(deviceId).integer(500, SLOT_SECONDS * 1000 - 500);
    return { deviceId, series, injected: drawn.injected, phaseMs };
  });
  simulated.sort((a, b) => a.phaseMs - b.phaseMs);
  await writeReadingsFile(format, file, readingsOf(simulated, dayStartMs));
  return { truth };
});

function takeLinkDown(series: ArraySeries): void {
  for (const channel of Object.values(series)) channel.fill(Number.NaN, LINK_DOWN_FROM_SLOT, LINK_DOWN_TO_SLOT);
}
