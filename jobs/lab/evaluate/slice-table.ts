import type { SlicedFigures } from '#domain/evaluation.ts';
import { markdownTable, perThousand, rangeOf, shareText } from './markdown.ts';

/** Figures of slices, a row each. */
export function sliceTable(head: string, slices: readonly SlicedFigures[]): string {
  const rows = slices.map(({ label, days, macroF1, right, found, falseAlarms, abstention }) => [
    label,
    days,
    macroF1 === null ? '' : macroF1.toFixed(3),
    rangeOf(right),
    rangeOf(found),
    perThousand(falseAlarms),
    shareText(abstention),
  ]);
  const columns = [head, 'Array-days', 'Macro-F1', 'Most probable is right', 'Faults found', 'False alarms per 1,000'];
  return markdownTable([...columns, 'Abstention'], rows);
}
