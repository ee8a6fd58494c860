import { describe, expect, it } from 'vitest';
import { cellAt, cellBeside, cellBox, edgeLabels, preparePlantLayout } from '#components/charts/plant-layout.ts';
import { cell, grid } from './cells.ts';

describe('the layout of a plant', () => {
  it.each([
    [4, 12, 940],
    [71, 142, 940],
    [1, 1, 330],
    [4, 12, 330],
  ])('fits %d x %d cells into %d pixels', (rows, columns, width) => {
    const layout = preparePlantLayout(grid(rows, columns), width, 640);
    expect(layout.width).toBeLessThanOrEqual(width);
    expect(layout.height).toBeLessThanOrEqual(641);
  });

  it('shows the whole of a large plant on a phone, however small its cells get', () => {
    const layout = preparePlantLayout(grid(71, 142), 330, 640);
    expect(layout.width).toBeLessThanOrEqual(331);
    expect(layout.pitchX).toBeGreaterThan(2);
  });

  it('finds every one of 10,000 cells under its own middle', () => {
    const cells = grid(71, 142).slice(0, 10_000);
    const layout = preparePlantLayout(cells, 940, 640);
    const found = cells.map((_, index) => {
      const box = cellBox(layout, index);
      return cellAt(layout, box.x + box.width / 2, box.y + box.height / 2);
    });
    expect(found).toEqual(cells.map((_, index) => index));
  });

  it('finds nothing outside, nor where the plant has no array', () => {
    const layout = preparePlantLayout([cell(1, 1), cell(2, 2)], 940, 640);
    const hole = { x: layout.left + layout.pitchX * 1.5, y: layout.top + layout.pitchY * 0.5 };
    expect(cellAt(layout, hole.x, hole.y)).toBe(-1);
    expect(cellAt(layout, -1, 5)).toBe(-1);
    expect(cellAt(layout, layout.width + 5, layout.top + 1)).toBe(-1);
  });

  it('keeps physical places when rows and columns do not begin at 1', () => {
    const layout = preparePlantLayout([cell(7, 30), cell(9, 33)], 940, 640);
    expect([layout.rows, layout.columns, layout.firstRow, layout.firstColumn]).toEqual([3, 4, 7, 30]);
  });

  it('has room for a plant without arrays', () => {
    expect(preparePlantLayout([], 940, 640)).toMatchObject({ rows: 1, columns: 1 });
  });
});

it('the cursor steps over places without an array and stops at the edge', () => {
  const layout = preparePlantLayout([cell(1, 1), cell(1, 4)], 940, 640);
  expect(cellBeside(layout, 0, 0, 1)).toBe(1);
  expect(cellBeside(layout, 1, 0, 1)).toBe(1);
  expect(cellBeside(layout, 0, -1, 0)).toBe(0);
});

it('edge labels keep their distance', () => {
  const labels = edgeLabels(1, 142, 6.3, 30);
  expect(labels.map(({ label }) => label).slice(0, 3)).toEqual(['1', '10', '15']);
  for (const [index, { at }] of labels.entries()) {
    if (index > 0) expect(at - (labels[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(30);
  }
});
