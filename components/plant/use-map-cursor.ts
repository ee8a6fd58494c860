'use client';

import { type KeyboardEvent, useState } from 'react';
import { isFault, kindOf } from '#components/charts/cell-kinds.ts';
import { cellBeside, type PlantLayout } from '#components/charts/plant-layout.ts';
import type { GridCell } from '#server/domain/views.ts';

const STEPS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The cell the pointer or the keyboard is on. Arrow keys walk the plant, F goes to the next fault, Enter opens. */
export function useMapCursor(cells: readonly GridCell[], layout: PlantLayout, onOpen: (cell: GridCell) => void) {
  const [cursor, setCursor] = useState<{ index: number; by: 'pointer' | 'keyboard' } | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || cells.length === 0) return;
    const index = cursor?.index ?? -1;
    const step = STEPS[event.key];
    if (step) setCursor({ index: index < 0 ? 0 : cellBeside(layout, index, ...step), by: 'keyboard' });
    else if (event.key === 'Home') setCursor({ index: 0, by: 'keyboard' });
    else if (event.key === 'End') setCursor({ index: cells.length - 1, by: 'keyboard' });
    else if (event.key === 'f' || event.key === 'F') {
      const found = nextFault(cells, index, event.shiftKey ? -1 : 1);
      if (found >= 0) setCursor({ index: found, by: 'keyboard' });
    } else if (event.key === 'Enter' || event.key === ' ') {
      const cell = cells[index];
      if (cell) onOpen(cell);
    } else if (event.key === 'Escape') setCursor(null);
    else return;
    event.preventDefault();
  };
  return { cursor, setCursor, onKeyDown };
}

function nextFault(cells: readonly GridCell[], from: number, step: 1 | -1): number {
  for (let count = 1; count <= cells.length; count += 1) {
    const index = (((from + step * count) % cells.length) + cells.length) % cells.length;
    const cell = cells[index];
    if (cell && isFault(kindOf(cell))) return index;
  }
  return -1;
}
