import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArraySeries } from '#domain/channels.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { type Classifier, createClassifier } from '#models/classifier/classifier.ts';
import { examineArrayDay } from '#models/classifier/examine-array-day.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import type { SkyRegime } from '#models/photovoltaic/weather-day.ts';
import { gridOf } from '#models/series/grid-of.ts';
import { rejectedPartOf } from '#models/series/rejected-part.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';
import { HOOK_LIMIT_MS } from '../models/tiny-model.ts';

const model = await loadBundledModel();
const preprocessing = parsePreprocessing(model.preprocessingJson);
const plan = planOf(preprocessing);
const SKIES = ['clear', 'scattered', 'broken'] as const satisfies readonly SkyRegime[];
const isGuarded = model.calibration.familiarity !== undefined;
let classifier: Classifier;

if (!isGuarded) process.stderr.write(`${model.version} has no guard of its own features: it is not tried\n`);

beforeAll(async () => {
  classifier = await createClassifier({ topologyJson: model.topologyJson, weights: model.weights });
}, HOOK_LIMIT_MS);
afterAll(() => classifier.dispose());

/** What is said of days of a healthy array, each changed in the same way. */
async function saidOf(change: (series: ArraySeries) => void) {
  const days = Array.from({ length: 6 }, (_, index) => {
    const regime = SKIES[index % SKIES.length] ?? 'clear';
    const weather = createWeatherDay({ seed: `unfamiliar ${index}`, regime });
    const { series } = simulateArrayDay({ seed: `unfamiliar ${index}`, condition: 'normal', weather });
    change(series);
    const context = { peers: null, profile: null };
    // Laid on the grid as readings are: values that no array gives become missing there.
    const grid = gridOf(series, DEFAULT_NAMEPLATE);
    const day = examineArrayDay({ series: grid.series, nameplate: DEFAULT_NAMEPLATE, context, plan, preprocessing });
    return {
      deviceId: `${index}`,
      image: day?.image ?? null,
      evidence: day?.evidence ?? null,
      coverage: 1,
      rejectedPart: rejectedPartOf(grid.counts),
      error: null,
    };
  });
  return judgeArrayDays(days, classifier, model.calibration);
}

const scaled = (channel: keyof ArraySeries, factor: number) => (series: ArraySeries) => {
  series[channel] = series[channel].map((value) => value * factor);
};
const stuck = (channel: keyof ArraySeries) => (series: ArraySeries) => {
  series[channel] = series[channel].fill(series[channel][2160] ?? 0);
};

describe.skipIf(!isGuarded)("the model's guard against what it was never trained on", () => {
  it('lets healthy days of a sky it knows pass', async () => {
    const verdicts = await saidOf(() => undefined);
    expect(verdicts.map(({ condition }) => condition)).toEqual(new Array(6).fill('normal'));
  }, 120_000);

  it.each<[string, (series: ArraySeries) => void]>([
    ['a nameplate of half the strings', scaled('current', 2)],
    ['a nameplate of half the modules', scaled('voltage', 2)],
    ['a stuck voltage', stuck('voltage')],
    ['a stuck pyranometer', stuck('irradiance')],
    ['irradiance in another unit', scaled('irradiance', 0.1)],
    [
      'voltage and current exchanged',
      (series) => {
        const { voltage, current } = series;
        series.voltage = current.map((value) => value * 6);
        series.current = voltage.map((value) => value / 6);
      },
    ],
  ])(
    'never names a fault of the array where there is %s',
    async (_, change) => {
      const verdicts = await saidOf(change);
      expect(verdicts.map(({ condition }) => condition).filter(Boolean)).toEqual([]);
    },
    120_000,
  );
});
