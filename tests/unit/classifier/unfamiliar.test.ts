import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyUnfamiliar } from '#models/classifier/familiarity.ts';
import { fillSeries } from '#models/classifier/fill-series.ts';
import { imageOf, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import type { SkyRegime } from '#models/photovoltaic/weather-day.ts';
import { calibrationSchema } from '#server/domain/calibration.ts';
import type { ArraySeries } from '#server/domain/channels.ts';
import { DEFAULT_NAMEPLATE } from '#server/domain/nameplate.ts';

const read = (name: string) => readFileSync(path.join('models/lenet5', name), 'utf8');
const preprocessing = parsePreprocessing(read('preprocessing.json'));
const { familiarity } = calibrationSchema.parse(JSON.parse(read('calibration.json')));
const SKIES = ['clear', 'scattered', 'broken'] as const satisfies readonly SkyRegime[];

/** Days of a healthy array, each changed in the same way. */
function strangeDays(change: (series: ArraySeries) => void): boolean[] {
  return [0, 1, 2, 3, 4, 5].map((index) => {
    const regime = SKIES[index % SKIES.length] ?? 'clear';
    const weather = createWeatherDay({ seed: `unfamiliar ${index}`, regime });
    const { series } = simulateArrayDay({ seed: `unfamiliar ${index}`, condition: 'normal', weather });
    change(series);
    const filled = fillSeries(series);
    if (!filled || !familiarity) throw new Error('a channel is empty, or the model has no guard');
    const image = imageOf(planOf(preprocessing), preprocessing, DEFAULT_NAMEPLATE, filled.series);
    return whyUnfamiliar(image, familiarity) !== null;
  });
}

const scaled = (channel: keyof ArraySeries, factor: number) => (series: ArraySeries) => {
  series[channel] = series[channel].map((value) => value * factor);
};
const stuck = (channel: keyof ArraySeries) => (series: ArraySeries) => {
  series[channel] = series[channel].fill(series[channel][2160] ?? 0);
};
const share = (days: boolean[]) => days.filter(Boolean).length / days.length;

describe("the model's guard against what it was never trained on", () => {
  it('lets healthy days of a sky it knows pass', () => {
    expect(share(strangeDays(() => undefined))).toBe(0);
  });

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
    [
      'readings held for a quarter of an hour',
      (series) => {
        for (const channel of ['voltage', 'current', 'temperature', 'irradiance'] as const) {
          series[channel] = series[channel].map((_, slot) => series[channel][slot - (slot % 45)] ?? 0);
        }
      },
    ],
  ])('calls %s unfamiliar', (_, change) => {
    expect(share(strangeDays(change))).toBe(1);
  });
});
