import { kindOf } from '#components/charts/cell-kinds.ts';
import type { Texts } from '#components/texts/texts.ts';
import type { HistoryDay } from '#domain/array-insight.ts';

/** All that is known of a day, in one line: condition, coverage, loss, model, notes. */
export function historyWords(entry: HistoryDay, t: Texts): string {
  const { day, reason, coverage, lossKwh, modelVersion, notes } = entry;
  const kind = kindOf(entry);
  const parts = [
    kind === 'missing' ? t('judge.noResult') : t(`kinds.${reason === null ? kind : 'no_verdict'}`),
    reason && t(`kindsInText.${reason}`),
    coverage !== null && t('array.daylightShare', { share: t.share(coverage) }),
    lossKwh !== null && t('array.lossOf', { loss: t.fixed(lossKwh, 1) }),
    modelVersion && t('array.modelOf', { version: modelVersion }),
    notes.length > 0 && t('units.note', { count: notes.length }),
  ];
  return `${t.day(day)}: ${parts.filter(Boolean).join(', ')}`;
}
