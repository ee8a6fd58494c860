import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArraySeries } from '#domain/channels.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { daysInMemory, judgeFileDays, type SeriesDay } from '#jobs/commands/classify/judge-file-days.ts';
import { type Classifier, createClassifier } from '#models/classifier/classifier.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { cutSeries } from '#models/series/cut-series.ts';
import { gridOf } from '#models/series/grid-of.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';
import { HOOK_LIMIT_MS } from '#tests/unit/models/tiny-model.ts';

const UNTIL = 14 * 180;
const model = await loadBundledModel();
const weather = createWeatherDay({ seed: 'files', regime: 'clear' });
const seriesOf = (seed: string) => simulateArrayDay({ seed, condition: 'normal', weather, withLoss: false }).series;
const fileDay = (deviceId: string, day: string, series: ArraySeries): SeriesDay => {
  const grid = gridOf(series, DEFAULT_NAMEPLATE);
  return { deviceId, day, series: grid.series, counts: grid.counts };
};
let classifier: Classifier;

beforeAll(async () => {
  classifier = await createClassifier({ topologyJson: model.topologyJson, weights: model.weights });
}, HOOK_LIMIT_MS);
afterAll(() => classifier.dispose());

const judge = (days: readonly SeriesDay[], until: number | null = null) =>
  judgeFileDays(daysInMemory(days), { nameplate: DEFAULT_NAMEPLATE, model, classifier, until });

describe('array-days in files', () => {
  it('judged as known until 14:00 are what they were at 14:00, when nothing after it had been written', async () => {
    const series = ['ARRAY00001', 'ARRAY00002'].map((name) => ({ name, whole: seriesOf(name) }));
    const days = series.map(({ name, whole }) => fileDay(name, '2026-06-21', whole));
    const cut = series.map(({ name, whole }) => fileDay(name, '2026-06-21', cutSeries(whole, UNTIL)));
    const judged = await judge(days, UNTIL);
    expect(judged).toEqual(await judge(cut, UNTIL));
    expect(judged).not.toEqual(await judge(days));
    for (const { coverage, reason } of judged) {
      expect(coverage).toBeGreaterThan(0.9);
      expect(reason).not.toBe('insufficient_data');
    }
  }, 120_000);

  it('judged before dawn have no light to be judged by', async () => {
    const [verdict] = await judge([fileDay('ARRAY00001', '2026-06-21', seriesOf('dawn'))], 180);
    expect(verdict).toMatchObject({ condition: null, reason: 'insufficient_data', coverage: 0 });
  }, 120_000);

  it('of one day are compared with each other, in whatever order they come', async () => {
    const days = [1, 2, 3, 4, 5].map((index) => fileDay(`ARRAY0000${index}`, '2026-06-21', seriesOf(`${index}`)));
    const verdicts = await judge(days);
    expect(verdicts.map(({ evidence }) => evidence?.peers)).toEqual([4, 4, 4, 4, 4]);
    expect(await judge(days.toReversed())).toEqual(verdicts);
    expect((await judge(days.slice(1))).map(({ evidence }) => evidence?.peers)).toEqual([0, 0, 0, 0]);
  }, 120_000);

  it('have a past from the sixth quiet day on, and are told apart by device', async () => {
    const series = seriesOf('past');
    const days = [1, 2, 3, 4, 5, 6].map((day) => fileDay('ARRAY00001', `2026-06-0${day}`, series));
    const verdicts = await judge([fileDay('ARRAY00002', '2026-06-06', series), ...days.toReversed()]);
    expect(verdicts.map(({ deviceId, day }) => `${deviceId} ${day}`)).toEqual([
      ...days.map(({ deviceId, day }) => `${deviceId} ${day}`),
      'ARRAY00002 2026-06-06',
    ]);
    expect(verdicts.slice(0, 5).map(({ condition }) => condition)).toEqual(new Array(5).fill('normal'));
    expect(verdicts.map(({ evidence }) => evidence?.historyDays)).toEqual([0, 0, 0, 0, 0, 5, 0]);
  }, 120_000);
});
