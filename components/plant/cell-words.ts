import { isFault, KIND_LABELS, kindOf } from '#components/charts/cell-kinds.ts';
import { formatShare, WITHIN_UNCERTAINTY_WORDS } from '#components/format/numbers.ts';
import { NO_VERDICT_LABELS } from '#domain/no-verdict-reasons.ts';
import type { GridCell } from '#domain/views.ts';

/** "Open circuit", "No verdict: uncertain", "Not in this result". */
export function verdictWords(cell: GridCell): string {
  return cell.condition === null && cell.reason !== null
    ? `${KIND_LABELS.no_verdict}: ${NO_VERDICT_LABELS[cell.reason].toLowerCase()}`
    : KIND_LABELS[kindOf(cell)];
}

/** Whether a cell is such a fault. */
export function isDoubtfulFault(cell: GridCell): boolean {
  return cell.withinUncertainty && isFault(kindOf(cell));
}

export function placeWords(cell: { row: number; column: number }): string {
  return `row ${cell.row}, column ${cell.column}`;
}

/** One sentence for a screen reader. */
export function spokenCell(cell: GridCell): string {
  const sure =
    cell.condition !== null && cell.confidence !== null ? `, confidence ${formatShare(cell.confidence)}` : '';
  const data = cell.coverage === null ? '' : `, data ${formatShare(cell.coverage)}`;
  const doubt = isDoubtfulFault(cell) ? `, loss ${WITHIN_UNCERTAINTY_WORDS}` : '';
  return `${cell.deviceId}, ${placeWords(cell)}: ${verdictWords(cell)}${sure}${data}${doubt}`;
}
