'use client';

import type { KeyboardEvent } from 'react';
import { isFault, kindOf } from '#components/charts/cell-kinds.ts';
import { cellBeside, cellBox, type PlantLayout } from '#components/charts/plant-layout.ts';
import { reveal, seenLayout, WHOLE_PLANT, ZOOM_STEP, zoomAt } from '#components/charts/plant-viewport.ts';
import type { MapStore } from '#components/plant/map-store.ts';
import type { GridCell } from '#domain/views.ts';

const STEPS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Keys of the map: arrows walk the plant, F goes to the next fault, Enter opens, + - 0 zoom. What is walked to is seen. */
export function useMapKeys(
  cells: readonly GridCell[],
  layout: PlantLayout,
  store: MapStore,
  onOpen: (cell: GridCell) => void,
) {
  const goTo = (index: number) => {
    if (index < 0) return;
    store.setCursor({ index, by: 'keyboard' });
    const view = store.getViewport();
    store.setViewport(reveal(layout, view, cellBox(seenLayout(layout, view), index)));
  };
  const zoom = (factor: number) => {
    const cursor = store.getCursor();
    const seen = seenLayout(layout, store.getViewport());
    const { field } = layout;
    const box = cursor ? cellBox(seen, cursor.index) : { ...field };
    store.setViewport(zoomAt(layout, store.getViewport(), factor, box.x + box.width / 2, box.y + box.height / 2));
  };
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || cells.length === 0) return;
    const index = store.getCursor()?.index ?? -1;
    const step = STEPS[event.key];
    if (step) goTo(index < 0 ? 0 : cellBeside(layout, index, ...step));
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(cells.length - 1);
    else if (event.key === 'f' || event.key === 'F') goTo(nextFault(cells, index, event.shiftKey ? -1 : 1));
    else if (event.key === '+' || event.key === '=') zoom(ZOOM_STEP);
    else if (event.key === '-') zoom(1 / ZOOM_STEP);
    else if (event.key === '0') store.setViewport(WHOLE_PLANT);
    else if (event.key === 'Enter' || event.key === ' ') {
      const cell = cells[index];
      if (cell) onOpen(cell);
    } else if (event.key === 'Escape') store.setCursor(null);
    else return;
    event.preventDefault();
  };
}

function nextFault(cells: readonly GridCell[], from: number, step: 1 | -1): number {
  for (let count = 1; count <= cells.length; count += 1) {
    const index = (((from + step * count) % cells.length) + cells.length) % cells.length;
    const cell = cells[index];
    if (cell && isFault(kindOf(cell))) return index;
  }
  return -1;
}
