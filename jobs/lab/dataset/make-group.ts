import { createRandom } from '#models/photovoltaic/random.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { daylightWindow } from '#models/series/daylight.ts';
import { gridOf } from '#models/series/grid-of.ts';
import { conditionAt } from './conditions-of.ts';
import { loseReadings } from './lose-readings.ts';
import { makeWideGroup, WIDE_GROUP_SAMPLES } from './make-wide-group.ts';
import type { GroupOptions, Sample } from './sample.ts';
import { arraySpecOf, type Scenario, scenarioNameplate } from './scenario.ts';

/** So many neighbours share a sky, as the arrays of a shard do. */
const PLAIN_GROUP_SAMPLES = 6;

/** Samples of a whole group. */
export function groupSamples({ variety }: Scenario): number {
  return variety === 'plain' ? PLAIN_GROUP_SAMPLES : WIDE_GROUP_SAMPLES;
}

/** Group `index` of a set: array-days under a sky that no other group, split or scenario has. */
export function makeGroup(options: GroupOptions): Sample[] {
  return options.scenario.variety === 'plain' ? makePlainGroup(options) : makeWideGroup(options);
}

function makePlainGroup({ scenario, seed, split, index, count, withLoss }: GroupOptions): Sample[] {
  const base = `${seed} ${split} ${scenario.name}`;
  const skySeed = `${base} sky ${index}`;
  const regime = scenario.skies && createRandom(skySeed).fork('regime').pick(scenario.skies);
  const weather = createWeatherDay({ seed: skySeed, ...(regime && { regime }) });
  const nameplate = scenarioNameplate(scenario);
  const days = Array.from({ length: count }, (_, member) => {
    const arrayDay = index * PLAIN_GROUP_SAMPLES + member;
    const daySeed = `${base} array ${arrayDay}`;
    const condition = conditionAt(scenario.prevalence, arrayDay);
    const { series, truth } = simulateArrayDay({
      seed: daySeed,
      condition,
      weather,
      array: arraySpecOf(scenario),
      sensors: { noiseFactor: scenario.noiseFactor, gainFactor: scenario.gainFactor },
      withLoss,
    });
    if (scenario.missingPart > 0) loseReadings(series, scenario.missingPart, createRandom(daySeed).fork('lost'));
    return { grid: gridOf(series, nameplate), truth, condition };
  });
  const daylight = daylightWindow(days.map(({ grid }) => grid.series.irradiance));
  return days.map(({ grid, truth, condition }) => ({
    series: grid.series,
    counts: grid.counts,
    nameplate,
    daylight,
    context: { peers: null, profile: null },
    contextName: 'nameplate',
    condition,
    truth,
    knownUntil: null,
  }));
}
