import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArraySeries, CHANNELS } from '#domain/channels.ts';
import type { Condition } from '#domain/conditions.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { daysInMemory, judgeFileDays, type SeriesDay } from '#jobs/commands/classify/judge-file-days.ts';
import { verdictTable } from '#jobs/commands/classify/print-table.ts';
import { type Classifier, createClassifier } from '#models/classifier/classifier.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { gridOf } from '#models/series/grid-of.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';
import { HOOK_LIMIT_MS } from '#tests/unit/models/tiny-model.ts';

const model = await loadBundledModel();
const weather = createWeatherDay({ seed: 'intervals', regime: 'clear' });
const seriesOf = (seed: string, condition: Condition = 'normal') =>
  simulateArrayDay({ seed, condition, weather, withLoss: false }).series;
let classifier: Classifier;

beforeAll(async () => {
  classifier = await createClassifier({ topologyJson: model.topologyJson, weights: model.weights });
}, HOOK_LIMIT_MS);
afterAll(() => classifier.dispose());

function fileDay(deviceId: string, series: ArraySeries, day = '2026-06-21'): SeriesDay {
  const grid = gridOf(series, DEFAULT_NAMEPLATE);
  return { deviceId, day, series: grid.series, counts: grid.counts };
}

const judge = (days: readonly SeriesDay[]) =>
  judgeFileDays(daysInMemory(days), { nameplate: DEFAULT_NAMEPLATE, model, classifier, until: null });

/** The same readings without those of slots in which there is nothing to measure. */
function asleepAtNight(series: ArraySeries): ArraySeries {
  const isNight = Uint8Array.from(series.irradiance, (light) => (light < 5 ? 1 : 0));
  const kept = (values: Float32Array) => values.map((value, slot) => (isNight[slot] ? Number.NaN : value));
  return {
    voltage: kept(series.voltage),
    current: kept(series.current),
    temperature: kept(series.temperature),
    irradiance: kept(series.irradiance),
  };
}

/** Means over an interval, at its first slot, as a logger writes them. */
function meansOver(series: ArraySeries, seconds: number): ArraySeries {
  const means = (values: Float32Array) => {
    const result = new Float32Array(SLOTS_PER_DAY).fill(Number.NaN);
    for (let second = 0; second < SLOTS_PER_DAY * SLOT_SECONDS; second += seconds) {
      const slot = Math.floor(second / SLOT_SECONDS);
      const end = Math.max(slot + 1, Math.floor((second + seconds) / SLOT_SECONDS));
      const found = values.slice(slot, end).filter(Number.isFinite);
      if (found.length > 0) result[slot] = found.reduce((sum, value) => sum + value, 0) / found.length;
    }
    return result;
  };
  return Object.fromEntries(CHANNELS.map((channel) => [channel, means(series[channel])])) as ArraySeries;
}

describe('array-days whose loggers sleep at night', () => {
  it('are normal as those that report all night, 16 of 16', async () => {
    const arrays = Array.from({ length: 16 }, (_, index) => ({ name: `ARRAY${index}`, series: seriesOf(`${index}`) }));
    const verdictsOf = async (change: (series: ArraySeries) => ArraySeries) =>
      (await judge(arrays.map(({ name, series }) => fileDay(name, change(series))))).map(
        (verdict) => verdict.condition,
      );
    expect(await verdictsOf((series) => series)).toEqual(new Array(16).fill('normal'));
    expect(await verdictsOf(asleepAtNight)).toEqual(new Array(16).fill('normal'));
  }, 240_000);
});

describe.each([30, 60, 300])('array-days of means over %i s', (seconds) => {
  it('cover the day, tell a healthy array and an open string, and say for what they could not look', async () => {
    const days = (['normal', 'open_circuit', 'arc_fault'] as const).map((condition, index) =>
      fileDay(condition, meansOver(seriesOf('several', condition), seconds), `2026-06-2${index}`),
    );
    const verdicts = await judge(days);
    const of = (name: string) => verdicts.find(({ deviceId }) => deviceId === name);
    for (const { coverage, evidence } of verdicts) {
      expect(coverage).toBeGreaterThan(0.95);
      expect(evidence?.intervalSeconds).toBe(seconds);
      expect(evidence?.notLookedFor).toEqual(seconds < 240 ? [] : ['arc_fault']);
    }
    expect(of('normal')?.condition).toBe('normal');
    expect(of('open_circuit')?.condition).toBe('open_circuit');
    if (seconds < 240) return;
    expect(of('arc_fault')?.condition).not.toBe('arc_fault');
    expect(verdictTable(verdicts)).toMatch(/normal .*not looked for: arc_fault; readings every 5 min/);
  }, 240_000);
});

describe('array-days without a module temperature', () => {
  const cold = (series: ArraySeries) => ({ ...series, temperature: new Float32Array(SLOTS_PER_DAY).fill(Number.NaN) });

  it('are judged by an estimate, have energy, and say so: by the air where a column tells it', async () => {
    const air = Float32Array.from(weather.airTemperature);
    const days = [
      { ...fileDay('AIR', cold(seriesOf('heat'))), airTemperature: air },
      fileDay('ASSUMED', cold(seriesOf('heat')), '2026-06-22'),
      fileDay('MEASURED', seriesOf('heat'), '2026-06-23'),
    ];
    const verdicts = await judge(days);
    const table = verdictTable(verdicts);
    expect(verdicts.map(({ evidence }) => evidence?.temperatureFrom)).toEqual(['air', 'assumed', 'measured']);
    expect(verdicts.map(({ evidence }) => evidence?.notLookedFor.length)).toEqual([0, 2, 0]);
    expect(table).toContain("module temperature estimated from the air's and irradiance");
    expect(table).toMatch(/not looked for: line_line, line_ground; .*air of 20 °C assumed/);
    const [byAir, , measured] = verdicts;
    expect([byAir?.condition, measured?.condition]).toEqual(['normal', 'normal']);
    expect(byAir?.coverage).toBeCloseTo(measured?.coverage ?? 0, 2);
    for (const { energy } of verdicts) {
      const difference = Math.abs((energy?.expectedKwh ?? 0) / (measured?.energy?.expectedKwh ?? 1) - 1);
      expect(difference).toBeLessThan(0.1);
    }
  }, 240_000);

  it('are never a line fault for heat that nobody measured: 20 K off leaves a healthy array normal or uncertain', async () => {
    const days = [-20, -10, 10, 20].map((error, index) => ({
      ...fileDay(`E${index}`, cold(seriesOf('heat')), `2026-06-2${index}`),
      airTemperature: Float32Array.from(weather.airTemperature, (value) => value + error),
    }));
    for (const { condition, reason } of await judge(days))
      expect(condition ?? reason).toMatch(/normal|uncertain|unfamiliar/);
  }, 240_000);
});
