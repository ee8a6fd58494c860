import { type CellKind, isFault, kindOf } from '#components/charts/cell-kinds.ts';
import { isDoubtfulFault } from '#components/plant/cell-words.ts';
import type { GridCell } from '#domain/views.ts';

/** The cells beside the map: the faults, or whatever kinds were chosen; the surest first, but those whose loss may be none last. */
export function listedCells(cells: readonly GridCell[], shown: ReadonlySet<CellKind> | null): GridCell[] {
  return cells
    .filter((cell) => (shown === null ? isFault(kindOf(cell)) : shown.has(kindOf(cell))))
    .sort(
      (a, b) =>
        Number(isDoubtfulFault(a)) - Number(isDoubtfulFault(b)) ||
        (b.confidence ?? -1) - (a.confidence ?? -1) ||
        byPlace(a, b),
    );
}

/** The arrays whose id holds a text; one that begins with it comes first. */
export function findCells(cells: readonly GridCell[], text: string): GridCell[] {
  const part = text.toUpperCase();
  const found = cells.filter(({ deviceId }) => deviceId.toUpperCase().includes(part));
  const begins = ({ deviceId }: GridCell) => Number(deviceId.toUpperCase().startsWith(part));
  return found.sort((a, b) => begins(b) - begins(a) || byPlace(a, b));
}

type Place = Pick<GridCell, 'row' | 'column'>;

/** The plant's physical order: row by row. */
export function byPlace(a: Place, b: Place): number {
  return a.row - b.row || a.column - b.column;
}

/** The arrays before and after one in physical order, among the chosen kinds. The one itself need not be among them. */
export function neighbourCells(
  cells: readonly GridCell[],
  place: { row: number; column: number; deviceId: string },
  shown: ReadonlySet<CellKind> | null,
): { previous: GridCell | null; next: GridCell | null } {
  let [previous, next]: [GridCell | null, GridCell | null] = [null, null];
  for (const cell of cells) {
    if (cell.deviceId === place.deviceId || (shown !== null && !shown.has(kindOf(cell)))) continue;
    if (byPlace(cell, place) < 0) {
      if (previous === null || byPlace(cell, previous) > 0) previous = cell;
    } else if (next === null || byPlace(cell, next) < 0) next = cell;
  }
  return { previous, next };
}
