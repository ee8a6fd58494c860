import { isFault, kindOf } from '#components/charts/cell-kinds.ts';
import type { Texts } from '#components/texts/texts.ts';
import type { GridCell } from '#domain/views.ts';

/** "Open circuit", "No verdict: uncertain", "Not in this result". */
export function verdictWords(cell: GridCell, t: Texts): string {
  return cell.condition === null && cell.reason !== null
    ? t('plant.noVerdictBecause', { reason: t(`kindsInText.${cell.reason}`) })
    : t(`kinds.${kindOf(cell)}`);
}

/** Whether a cell is such a fault. */
export function isDoubtfulFault(cell: GridCell): boolean {
  return cell.withinUncertainty && isFault(kindOf(cell));
}

export function placeWords(cell: { row: number; column: number }, t: Texts): string {
  return t('plant.place', { row: cell.row, column: cell.column });
}

/** One sentence for a screen reader. */
export function spokenCell(cell: GridCell, t: Texts): string {
  const parts = [
    verdictWords(cell, t),
    cell.condition !== null &&
      cell.confidence !== null &&
      t('plant.spokenConfidence', { share: t.share(cell.confidence) }),
    cell.coverage !== null && t('plant.spokenData', { share: t.share(cell.coverage) }),
    isDoubtfulFault(cell) && t('common.lossWithinUncertainty'),
  ];
  return `${cell.deviceId}, ${placeWords(cell, t)}: ${parts.filter(Boolean).join(', ')}`;
}
