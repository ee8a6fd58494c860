import { countDone, threadTask } from '#jobs/process/thread-pool.ts';
import { summarizeDay } from '#models/operation/commissioning/day-summary.ts';
import { DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay, siteOf } from '#models/photovoltaic/weather.ts';
import { gridOf } from '#models/series/grid-of.ts';
import { type DayTask, type SummarizedDay, trueNameplate } from './definition.ts';
import { registeredNameplate, reportedSeries } from './seeded-mistakes.ts';

/** A day in early summer, on which all skies are to be had. */
const DAY_OF_YEAR = 150;

/** In a worker thread: array-days simulated, and reduced as commissioning reduces them. */
export const run = threadTask(async ({ sky, day, arrays }: DayTask, counter): Promise<SummarizedDay[]> => {
  const plant = `commissioned under ${sky}`;
  const weather = createWeatherDay({
    seed: `${plant} ${day}`,
    regime: sky,
    dayOfYear: DAY_OF_YEAR + day,
    site: siteOf(plant),
  });
  return arrays.map(({ index, condition }) => {
    const nameplate = trueNameplate(index);
    const { series, truth } = simulateArrayDay({
      seed: `${plant} ${day} ${index} ${condition}`,
      arraySeed: `${plant} ${index}`,
      condition,
      weather,
      array: { ...DEFAULT_ARRAY, modulesInSeries: nameplate.modulesInSeries },
      withLoss: false,
    });
    const plain = gridOf(series, nameplate);
    const mistaken = gridOf(reportedSeries(index, series), registeredNameplate(index, trueNameplate));
    countDone(counter);
    return {
      index,
      condition,
      plain: summarizeDay(plain.series, plain.counts),
      mistaken: summarizeDay(mistaken.series, mistaken.counts),
      isLimited: truth.limitPowerW !== null,
    };
  });
});
