import type { Texts } from '#components/texts/texts.ts';
import type { ExplanationView } from '#domain/array-insight.ts';

/** "What speaks most for arc fault: current, periods of 50 s to 4 min, 10:30 to 12:00.", "... photocurrent deviation, its level, ..." */
export function evidenceWords({ condition, strongest, deviceIds }: ExplanationView, t: Texts): string {
  const name = t(`kindsInText.${condition}`);
  if (strongest === null) {
    return t('array.noSinglePart', { name, count: deviceIds.length });
  }
  const clock = (ms: number) => t.clock(ms).slice(0, 5);
  const { channel, periods, fromMsOfDay, toMsOfDay } = strongest;
  const which = periods
    ? t('array.periods', { from: t.period(periods.fromSeconds), to: t.period(periods.toSeconds) })
    : t('array.itsLevel');
  const when = t('array.fromTo', { from: clock(fromMsOfDay), to: clock(toMsOfDay) });
  return t('array.strongest', { name, channel: t(`channelsInText.${channel}`), part: which, when });
}
