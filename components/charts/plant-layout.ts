import type { GridCell } from '#domain/views.ts';

/** The plant's cells laid out in CSS pixels. Cell k of the input is at rank `rankOf[k]` of the row-major grid. */
export interface PlantLayout {
  width: number;
  height: number;
  rows: number;
  columns: number;
  firstRow: number;
  firstColumn: number;
  left: number;
  top: number;
  pitchX: number;
  pitchY: number;
  gap: number;
  /** Where cells are drawn; the gutters around it hold the labels. */
  field: Box;
  /** Index of the cell at row-major rank r, or -1 where the plant has no array. */
  indexAt: Int32Array;
  /** Row-major rank of each cell. */
  rankOf: Int32Array;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const MAX_PITCH = 92;
const MIN_PITCH = 1;
const GUTTER_LEFT = 34;
const GUTTER_TOP = 22;

/**
 * Fits the whole plant into `width` CSS pixels: as large as it goes, never so large that one array fills the page.
 * Rows are flattened down to fit `maxHeight`. Whoever wants to see more zooms in (plant-viewport.ts).
 */
export function preparePlantLayout(cells: readonly GridCell[], width: number, maxHeight: number): PlantLayout {
  const bounds = boundsOf(cells);
  const rows = bounds.lastRow - bounds.firstRow + 1;
  const columns = bounds.lastColumn - bounds.firstColumn + 1;
  const pitchX = clamp((width - GUTTER_LEFT) / columns, MIN_PITCH, MAX_PITCH);
  const wanted = pitchX < 16 ? pitchX : Math.max(16, pitchX * 0.86);
  const pitchY = clamp((maxHeight - GUTTER_TOP) / rows, Math.min(MIN_PITCH, wanted), wanted);
  const indexAt = new Int32Array(rows * columns).fill(-1);
  const rankOf = new Int32Array(cells.length);
  cells.forEach((cell, index) => {
    const rank = (cell.row - bounds.firstRow) * columns + (cell.column - bounds.firstColumn);
    indexAt[rank] = index;
    rankOf[index] = rank;
  });
  return {
    width: Math.ceil(GUTTER_LEFT + columns * pitchX),
    height: Math.ceil(GUTTER_TOP + rows * pitchY),
    rows,
    columns,
    firstRow: bounds.firstRow,
    firstColumn: bounds.firstColumn,
    left: GUTTER_LEFT,
    top: GUTTER_TOP,
    pitchX,
    pitchY,
    gap: gapOf(pitchX, pitchY),
    field: { x: GUTTER_LEFT, y: GUTTER_TOP, width: columns * pitchX, height: rows * pitchY },
    indexAt,
    rankOf,
  };
}

/** Room between cells: enough to tell them apart, never so much that the colour drowns in it. */
export function gapOf(pitchX: number, pitchY: number): number {
  const smaller = Math.min(pitchX, pitchY);
  return smaller >= 40 ? 5 : smaller >= 20 ? 3 : smaller >= 10 ? 2 : smaller >= 4 ? 1 : 0;
}

/** Where a cell is drawn. */
export function cellBox(layout: PlantLayout, index: number): Box {
  const rank = layout.rankOf[index] ?? 0;
  return {
    x: layout.left + (rank % layout.columns) * layout.pitchX,
    y: layout.top + Math.floor(rank / layout.columns) * layout.pitchY,
    width: layout.pitchX - layout.gap,
    height: layout.pitchY - layout.gap,
  };
}

/** Index of the cell under a point, or -1. The gap beside a cell belongs to it: there are no dead pixels. */
export function cellAt(layout: PlantLayout, x: number, y: number): number {
  const { field } = layout;
  if (x < field.x || y < field.y || x >= field.x + field.width || y >= field.y + field.height) return -1;
  const column = Math.floor((x - layout.left) / layout.pitchX);
  const row = Math.floor((y - layout.top) / layout.pitchY);
  if (column < 0 || row < 0 || column >= layout.columns || row >= layout.rows) return -1;
  return layout.indexAt[row * layout.columns + column] ?? -1;
}

/** The next cell in a direction, stepping over places without an array; the same cell at the plant's edge. */
export function cellBeside(layout: PlantLayout, index: number, rowStep: number, columnStep: number): number {
  const rank = layout.rankOf[index] ?? 0;
  let row = Math.floor(rank / layout.columns) + rowStep;
  let column = (rank % layout.columns) + columnStep;
  while (row >= 0 && column >= 0 && row < layout.rows && column < layout.columns) {
    const found = layout.indexAt[row * layout.columns + column] ?? -1;
    if (found >= 0) return found;
    row += rowStep;
    column += columnStep;
  }
  return index;
}

/** Labels along an edge: every n-th, so that they stay `minPitch` pixels apart. */
export function edgeLabels(
  first: number,
  count: number,
  pitch: number,
  minPitch: number,
): { at: number; label: string }[] {
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((step) => step * pitch >= minPitch) ?? 1000;
  return Array.from({ length: count }, (_, offset) => ({ at: (offset + 0.5) * pitch, number: first + offset }))
    .filter(({ number }, offset) => offset === 0 || number % every === 0)
    .filter(({ at }, offset, kept) => offset !== 1 || at - (kept[0]?.at ?? 0) >= minPitch)
    .map(({ at, number }) => ({ at, label: String(number) }));
}

function boundsOf(cells: readonly GridCell[]) {
  let [firstRow, lastRow, firstColumn, lastColumn] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { row, column } of cells) {
    firstRow = Math.min(firstRow, row);
    lastRow = Math.max(lastRow, row);
    firstColumn = Math.min(firstColumn, column);
    lastColumn = Math.max(lastColumn, column);
  }
  return cells.length > 0
    ? { firstRow, lastRow, firstColumn, lastColumn }
    : { firstRow: 1, lastRow: 1, firstColumn: 1, lastColumn: 1 };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
