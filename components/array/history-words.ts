import { KIND_LABELS, kindOf } from '#components/charts/cell-kinds.ts';
import { formatPlural, formatShare } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import type { HistoryDay } from '#domain/array-insight.ts';
import { NO_VERDICT_LABELS } from '#domain/no-verdict-reasons.ts';

/** All that is known of a day, in one line: condition, coverage, loss, model, notes. */
export function historyWords(entry: HistoryDay): string {
  const { day, reason, coverage, lossKwh, modelVersion, notes } = entry;
  const kind = kindOf(entry);
  const parts = [
    kind === 'missing' ? 'no result' : KIND_LABELS[reason === null ? kind : 'no_verdict'],
    reason && NO_VERDICT_LABELS[reason].toLowerCase(),
    coverage !== null && `${formatShare(coverage)} of the daylight data`,
    lossKwh !== null && `loss ${lossKwh.toFixed(1)} kWh`,
    modelVersion && `model ${modelVersion}`,
    notes.length > 0 && formatPlural(notes.length, 'note'),
  ];
  return `${formatDay(day)}: ${parts.filter(Boolean).join(', ')}`;
}
