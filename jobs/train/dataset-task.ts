import { countDone, threadTask } from '#jobs/thread-pool.ts';
import { fillSeries } from '#models/classifier/fill-series.ts';
import {
  IMAGE_PIXELS,
  normalisedScalogramsOf,
  parsePreprocessing,
  pixelsOf,
  planOf,
} from '#models/classifier/preprocessing.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay, type WeatherDay } from '#models/photovoltaic/weather.ts';
import { SeriesGrid } from '#models/series/series-grid.ts';
import { createWaveletPlan } from '#models/wavelet/plan.ts';
import type { ArraySeries } from '#server/domain/channels.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { DEFAULT_NAMEPLATE } from '#server/domain/nameplate.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import type { DatasetBatch, DatasetBatchResult } from './definition.ts';

/** In a worker thread: simulates array-days and takes them the way the pipeline takes readings. */
export const run = threadTask(async (payload: DatasetBatch, counter): Promise<DatasetBatchResult> => {
  const { seed, split, first, count, preprocessingJson } = payload;
  const preprocessing = preprocessingJson === null ? null : parsePreprocessing(preprocessingJson);
  const plan = preprocessing ? planOf(preprocessing) : createWaveletPlan();
  const images = preprocessing ? new Uint8Array(count * IMAGE_PIXELS) : null;
  const scalograms = preprocessing ? null : new Float32Array(count * IMAGE_PIXELS);
  for (let index = 0; index < count; index++) {
    const series = cleaned(simulated(seed, split, first + index));
    const normalised = normalisedScalogramsOf(plan, DEFAULT_NAMEPLATE, series);
    if (preprocessing) images?.set(pixelsOf(preprocessing, normalised), index * IMAGE_PIXELS);
    else scalograms?.set(normalised, index * IMAGE_PIXELS);
    countDone(counter);
  }
  return { first, images, scalograms };
});

let sky: { seed: string; weather: WeatherDay } | undefined;

/** Array-day `index` of a split: six neighbours, one of each condition, share a sky that no other split has. */
function simulated(seed: number, split: string, index: number): ArraySeries {
  const weatherSeed = `${seed} ${split} sky ${Math.floor(index / CONDITIONS.length)}`;
  if (sky?.seed !== weatherSeed) sky = { seed: weatherSeed, weather: createWeatherDay({ seed: weatherSeed }) };
  const condition = CONDITIONS[index % CONDITIONS.length] ?? 'normal';
  return simulateArrayDay({ seed: `${seed} ${split} array ${index}`, condition, weather: sky.weather }).series;
}

/** Through the same grid, limits and gap filling as readings from the field. */
function cleaned(series: ArraySeries): ArraySeries {
  const grid = new SeriesGrid(0, DEFAULT_NAMEPLATE);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    grid.add(
      slot * SLOT_SECONDS * 1000,
      series.voltage[slot] ?? Number.NaN,
      series.current[slot] ?? Number.NaN,
      series.temperature[slot] ?? Number.NaN,
      series.irradiance[slot] ?? Number.NaN,
    );
  }
  const filled = fillSeries(grid.series);
  if (!filled) throw new HeliographError('internal', 'a simulated array-day has a channel without any value');
  return filled.series;
}
