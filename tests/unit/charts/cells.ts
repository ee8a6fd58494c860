import type { GridCell } from '#domain/views.ts';

/** A cell with the fields a test cares about. */
export function cell(row: number, column: number, rest: Partial<GridCell> = {}): GridCell {
  const deviceId = `R${String(row).padStart(4, '0')}C${String(column).padStart(4, '0')}`;
  return {
    deviceId,
    row,
    column,
    condition: 'normal',
    reason: null,
    confidence: 0.9,
    coverage: 1,
    lossKwh: null,
    withinUncertainty: false,
    ...rest,
  };
}

/** A plant of rows x columns, row by row. */
export function grid(rows: number, columns: number): GridCell[] {
  return Array.from({ length: rows * columns }, (_, index) =>
    cell(Math.floor(index / columns) + 1, (index % columns) + 1),
  );
}
