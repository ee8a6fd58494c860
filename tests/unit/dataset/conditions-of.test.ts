import { expect, it } from 'vitest';
import { CHANNELS } from '#domain/channels.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { conditionAt } from '#jobs/lab/dataset/conditions-of.ts';
import { loseReadings } from '#jobs/lab/dataset/lose-readings.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { emptySeries } from '#models/series/series-grid.ts';

const counted = (prevalence: 'balanced' | 'natural', days: number) => {
  const conditions = Array.from({ length: days }, (_, index) => conditionAt(prevalence, index));
  return CONDITIONS.map((condition) => conditions.filter((other) => other === condition).length);
};

it('a balanced set has as many days of each condition, a natural one 99 % normal and the faults alike', () => {
  expect(counted('balanced', 600)).toEqual([100, 100, 100, 100, 100, 100]);
  expect(counted('natural', 6000)).toEqual([5940, 12, 12, 12, 12, 12]);
});

it('readings are lost in all four channels, exactly as many as said, the same ones for a seed', () => {
  const lost = (seed: string) => {
    const series = emptySeries();
    for (const channel of CHANNELS) series[channel].fill(1);
    series.voltage.fill(Number.NaN, 100, 150);
    loseReadings(series, 0.2, createRandom(seed));
    return series;
  };
  const { voltage, irradiance } = lost('a');
  expect(voltage.filter(Number.isNaN)).toHaveLength(864);
  expect(irradiance.filter(Number.isNaN)).toHaveLength(864 - 50);
  expect(lost('a')).toEqual(lost('a'));
  expect(lost('b')).not.toEqual(lost('a'));
});
