import { expect, it } from 'vitest';
import { realPlants } from '#jobs/lab/evaluate/real/real-days.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { samplingOf } from '#models/operation/complete-series.ts';

const plants = await realPlants();

it('the measured days are two systems at 1 min and nine combiner boxes on six days at 15 min', () => {
  expect(plants.map(({ days }) => days.length)).toEqual([2, 54]);
  const intervals = plants.map(({ days }) => days.map(({ series }) => samplingOf(series).intervalSlots));
  expect(new Set(intervals[0])).toEqual(new Set([3]));
  expect(new Set(intervals[1])).toEqual(new Set([45]));
});

it('a sunny system is within a tenth of what its nameplate and its light let expect', () => {
  const [albuquerque] = plants;
  for (const { series } of albuquerque?.days ?? []) {
    const operation = arrayOperationOf(
      series,
      albuquerque?.nameplate ?? { modulesInSeries: 1, strings: 1, vMp: 1, iMp: 1 },
    );
    const lit = [...(operation?.ratios.weight ?? [])].flatMap((weight, slot) => (weight === 1 ? [slot] : []));
    const photocurrents = lit.map((slot) => operation?.ratios.photocurrent[slot] ?? 0).sort((a, b) => a - b);
    expect(photocurrents[Math.floor(photocurrents.length / 2)]).toBeGreaterThan(0.9);
    expect(photocurrents[Math.floor(photocurrents.length / 2)]).toBeLessThan(1.1);
  }
});
