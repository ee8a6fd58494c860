import { createRandom } from '#models/photovoltaic/random.ts';
import { type ArrayDayTruth, simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { type DaylightWindow, daylightWindow } from '#models/series/daylight.ts';
import { SeriesGrid } from '#models/series/series-grid.ts';
import type { ArraySeries } from '#server/domain/channels.ts';
import type { Nameplate } from '#server/domain/nameplate.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import { conditionAt } from './conditions-of.ts';
import type { Split } from './definition.ts';
import { loseReadings } from './lose-readings.ts';
import { arraySpecOf, type Scenario, scenarioNameplate } from './scenario.ts';

/** So many neighbours share a sky, as the arrays of a shard do. */
export const GROUP_DAYS = 6;

/** An array-day on the pipeline's grid, with what is known of it. */
export interface GriddedDay {
  grid: SeriesGrid;
  truth: ArrayDayTruth;
}

export interface Group {
  days: GriddedDay[];
  nameplate: Nameplate;
  /** As the pyranometers of the group saw it together. */
  daylight: DaylightWindow | null;
}

/** Group `index` of a set: up to six array-days under a sky that no other group, split or scenario has. */
export function makeGroup(options: {
  scenario: Scenario;
  seed: number;
  split: Split;
  index: number;
  /** Of its array-days, the first so many. */
  count: number;
}): Group {
  const { scenario, seed, split, index, count } = options;
  const base = `${seed} ${split} ${scenario.name}`;
  const skySeed = `${base} sky ${index}`;
  const regime = scenario.skies && createRandom(skySeed).fork('regime').pick(scenario.skies);
  const weather = createWeatherDay({ seed: skySeed, ...(regime && { regime }) });
  const nameplate = scenarioNameplate(scenario);
  const days = Array.from({ length: count }, (_, member): GriddedDay => {
    const arrayDay = index * GROUP_DAYS + member;
    const daySeed = `${base} array ${arrayDay}`;
    const { series, truth } = simulateArrayDay({
      seed: daySeed,
      condition: conditionAt(scenario.prevalence, arrayDay),
      weather,
      array: arraySpecOf(scenario),
      sensors: { noiseFactor: scenario.noiseFactor, gainFactor: scenario.gainFactor },
    });
    if (scenario.missingPart > 0) loseReadings(series, scenario.missingPart, createRandom(daySeed).fork('lost'));
    return { grid: gridOf(series, nameplate), truth };
  });
  return { days, nameplate, daylight: daylightWindow(days.map(({ grid }) => grid.series.irradiance)) };
}

/** Lays readings on the grid one by one as ingest does: the same slots, limits and counts. */
function gridOf(series: ArraySeries, nameplate: Nameplate): SeriesGrid {
  const grid = new SeriesGrid(0, nameplate);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const values = [series.voltage, series.current, series.temperature, series.irradiance].map(
      (channel) => channel[slot] ?? Number.NaN,
    ) as [number, number, number, number];
    // A slot in which the array sent nothing has no reading at all.
    if (values.some((value) => !Number.isNaN(value))) grid.add(slot * SLOT_SECONDS * 1000, ...values);
  }
  return grid;
}
