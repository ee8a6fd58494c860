import { expect, it } from 'vitest';
import { preparePlantLayout } from '#components/charts/plant-layout.ts';
import { preparePlant } from '#components/charts/prepare-plant.ts';
import { cell, grid } from './cells.ts';

const cells = [
  cell(1, 1),
  cell(1, 2, { condition: 'open_circuit', confidence: 0.97 }),
  cell(1, 3, { condition: null, reason: 'uncertain', confidence: 0.4 }),
  cell(1, 4, { condition: null, confidence: null }),
];
const layout = preparePlantLayout(cells, 400, 640);

it('draws every cell once, and only cells without verdict hatched', () => {
  const batches = preparePlant(cells, layout, null, 'light');
  expect(batches.reduce((sum, { boxes }) => sum + boxes.length, 0)).toBe(cells.length);
  expect(batches.filter(({ hatch }) => hatch !== null).map(({ boxes }) => boxes.length)).toEqual([1]);
});

it('prints code and confidence on a fault, and no confidence where there is no verdict', () => {
  const labels = preparePlant(cells, layout, null, 'light').map((batch) => batch.labels);
  expect(labels).toEqual([null, [{ code: 'OC', confidence: '97 %' }], [{ code: '?', confidence: '' }], null]);
});

it('fades what the filter leaves out, and keeps it in its place', () => {
  const batches = preparePlant(cells, layout, new Set(['open_circuit']), 'dark');
  expect(batches.map(({ opacity }) => opacity === 1)).toEqual([false, true, false, false]);
  expect(batches).toHaveLength(4);
});

it('prints nothing on cells too small to read', () => {
  const many = grid(71, 142).map((one) => ({ ...one, condition: 'arc_fault' as const }));
  const [batch] = preparePlant(many, preparePlantLayout(many, 940, 640), null, 'light');
  expect(batch?.labels).toBeNull();
  expect(batch?.boxes).toHaveLength(many.length);
});
