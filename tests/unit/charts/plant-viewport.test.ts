import { describe, expect, it } from 'vitest';
import { cellAt, cellBox, preparePlantLayout } from '#components/charts/plant-layout.ts';
import {
  clampViewport,
  formatViewport,
  maxZoom,
  panBy,
  parseViewport,
  reveal,
  seenLayout,
  WHOLE_PLANT,
  zoomAt,
} from '#components/charts/plant-viewport.ts';
import { grid } from './cells.ts';

const layout = preparePlantLayout(grid(71, 142), 940, 640);
const { field } = layout;

describe('the viewport of the map', () => {
  it('keeps the point under the pointer where it is while zooming', () => {
    const [x, y] = [field.x + 300, field.y + 200];
    const before = cellAt(layout, x, y);
    const zoomed = zoomAt(layout, WHOLE_PLANT, 6, x, y);
    expect(cellAt(seenLayout(layout, zoomed), x, y)).toBe(before);
  });

  it('is bounded: never smaller than the plant, never beyond its edges, never nearer than a cell', () => {
    expect(zoomAt(layout, WHOLE_PLANT, 0.2, 100, 100)).toEqual(WHOLE_PLANT);
    expect(zoomAt(layout, WHOLE_PLANT, 1e6, 100, 100).zoom).toBe(maxZoom(layout));
    const far = panBy(layout, { zoom: 4, x: 0.5, y: 0.5 }, 1e6, -1e6);
    expect([far.x, far.y]).toEqual([0.125, 0.875]);
    const seen = seenLayout(layout, far);
    expect(seen.left).toBeCloseTo(field.x);
    expect(seen.top + layout.rows * seen.pitchY).toBeCloseTo(field.y + field.height);
  });

  it('follows the finger', () => {
    const view = { zoom: 4, x: 0.5, y: 0.5 };
    const [before, after] = [seenLayout(layout, view), seenLayout(layout, panBy(layout, view, 30, -20))];
    expect(after.left - before.left).toBeCloseTo(30);
    expect(after.top - before.top).toBeCloseTo(-20);
  });

  it('moves just so far that a cell is wholly seen, and not at all when it is', () => {
    const view = clampViewport(layout, { zoom: 5, x: 0, y: 0 });
    const last = 71 * 142 - 1;
    const moved = reveal(layout, view, cellBox(seenLayout(layout, view), last));
    const box = cellBox(seenLayout(layout, moved), last);
    expect(box.x + box.width).toBeLessThanOrEqual(field.x + field.width + 0.01);
    expect(reveal(layout, moved, box)).toEqual(moved);
  });

  it('shows no cell in the gutters of the labels', () => {
    const seen = seenLayout(layout, { zoom: 5, x: 0.5, y: 0.5 });
    expect(cellAt(seen, field.x - 1, field.y + 10)).toBe(-1);
    expect(cellAt(seen, field.x + 10, field.y - 1)).toBe(-1);
  });

  it('survives the URL, where nonsense is the whole plant', () => {
    expect(parseViewport(formatViewport({ zoom: 3.375, x: 0.4123, y: 0.7 }))).toEqual({
      zoom: 3.38,
      x: 0.4123,
      y: 0.7,
    });
    expect(formatViewport(WHOLE_PLANT)).toBeNull();
    for (const text of [null, '', '3', 'a,b,c', '-1,0,0', '1e9,0,0']) expect(parseViewport(text)).toEqual(WHOLE_PLANT);
  });
});
