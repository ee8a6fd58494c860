import { describe, expect, it } from 'vitest';
import { measureOf, measureRange, parseColorBy } from '#components/charts/cell-measures.ts';
import { preparePlant } from '#components/charts/prepare-plant.ts';
import { cell, grid } from './cells.ts';

const plant = [
  cell(1, 1),
  cell(1, 2, { condition: 'open_circuit', confidence: 0.97 }),
  cell(1, 3, { condition: null, reason: 'uncertain', confidence: 0.4 }),
  cell(1, 4, { condition: null, confidence: null, coverage: null }),
];
const sizes = (batches: { cells: number[] }[]) => batches.map(({ cells }) => cells.length);

it('draws every cell once, and only cells without verdict hatched', () => {
  const batches = preparePlant(plant, null, 'light');
  expect(batches.flatMap(({ cells }) => cells).sort()).toEqual([0, 1, 2, 3]);
  expect(sizes(batches.filter(({ hatch }) => hatch !== null))).toEqual([1]);
});

it('prints code and confidence on a fault, and no confidence where there is no verdict', () => {
  const labels = preparePlant(plant, null, 'light').flatMap((batch) =>
    batch.cells.map((_, order) => batch.labelOf(order)),
  );
  const none = { code: '', confidence: '' };
  expect(labels).toEqual([none, { code: 'OC', confidence: '97 %' }, { code: '?', confidence: '' }, none]);
});

it('fades what the filter leaves out, and keeps it in its place', () => {
  const batches = preparePlant(plant, new Set(['open_circuit']), 'dark');
  expect(batches.map(({ opacity }) => opacity === 1)).toEqual([false, true, false, false]);
  expect(sizes(batches)).toEqual([1, 1, 1, 1]);
});

it('sets each colour once, however many cells have it', () => {
  expect(sizes(preparePlant(grid(71, 142), null, 'light'))).toEqual([71 * 142]);
});

describe('coloured by a measure', () => {
  it('a cell whose value is not known is hatched: no data is no low value', () => {
    const lost = [cell(1, 1, { lossKwh: 0 }), cell(1, 2, { lossKwh: 4 }), cell(1, 3)];
    const batches = preparePlant(lost, null, 'light', 'loss');
    expect(batches.filter(({ hatch }) => hatch !== null).flatMap(({ cells }) => cells)).toEqual([2]);
    expect(new Set(batches.map(({ fill }) => fill)).size).toBe(3);
  });

  it('a guess without a verdict has no confidence', () => {
    expect(plant.map((one) => measureOf(one, 'confidence'))).toEqual([0.9, 0.97, null, null]);
  });

  it('the scale of loss ends on a round number and is not stretched by one outlier', () => {
    const losses = Array.from({ length: 100 }, (_, index) => cell(1, index + 1, { lossKwh: index === 99 ? 900 : 3.4 }));
    expect(measureRange(losses, 'loss')).toEqual({ low: 0, high: 5 });
    expect(measureRange([cell(1, 1)], 'loss')).toEqual({ low: 0, high: 1 });
    expect(measureRange(losses, 'coverage')).toEqual({ low: 0, high: 1 });
  });

  it('an unknown measure in the URL is the condition', () => {
    expect([parseColorBy('loss'), parseColorBy('cost'), parseColorBy(null)]).toEqual([
      'loss',
      'condition',
      'condition',
    ]);
  });
});
