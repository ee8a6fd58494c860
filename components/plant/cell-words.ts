import { KIND_LABELS, kindOf } from '#components/charts/cell-kinds.ts';
import { formatShare } from '#components/format/numbers.ts';
import { NO_VERDICT_LABELS } from '#server/domain/verdict.ts';
import type { GridCell } from '#server/domain/views.ts';

/** "Open circuit", "No verdict: uncertain", "Not in this result". */
export function verdictWords(cell: GridCell): string {
  const label = KIND_LABELS[kindOf(cell)];
  return cell.condition === null && cell.reason !== null
    ? `${label}: ${NO_VERDICT_LABELS[cell.reason].toLowerCase()}`
    : label;
}

export function placeWords(cell: { row: number; column: number }): string {
  return `row ${cell.row}, column ${cell.column}`;
}

/** One sentence for a screen reader. */
export function spokenCell(cell: GridCell): string {
  const sure =
    cell.condition !== null && cell.confidence !== null ? `, confidence ${formatShare(cell.confidence)}` : '';
  const data = cell.coverage === null ? '' : `, data ${formatShare(cell.coverage)}`;
  return `${cell.deviceId}, ${placeWords(cell)}: ${verdictWords(cell)}${sure}${data}`;
}
