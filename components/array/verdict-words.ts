import type { Texts } from '#components/texts/texts.ts';
import type { Condition } from '#domain/conditions.ts';
import type { NoVerdictReason } from '#domain/no-verdict-reasons.ts';
import { MIN_COVERAGE } from '#domain/verdict.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import type { ArrayDayView } from '#domain/views.ts';

type VerdictView = NonNullable<ArrayDayView['verdict']>;

/** "Line-line fault or open circuit" for a verdict that cannot tell two conditions apart. */
export function headlineOf({ condition, evidence }: Pick<VerdictView, 'condition' | 'evidence'>, t: Texts): string {
  if (condition === null) return t('kinds.no_verdict');
  const alternative = evidence?.alternative;
  const label = t(`kinds.${condition}`);
  return alternative ? t('array.either', { condition: label, alternative: t(`kindsInText.${alternative}`) }) : label;
}

/** What would make a reason a verdict. */
export function wayToVerdict(reason: NoVerdictReason, t: Texts): string {
  return reason === 'insufficient_data'
    ? t('ways.insufficient_data', { share: t.share(MIN_COVERAGE) })
    : t(`ways.${reason}`);
}

/** "its nameplate", "the median of 23 neighbours and 9 days of its own past". */
export function referenceWords(
  { peers, historyDays }: Pick<VerdictEvidence, 'peers' | 'historyDays'>,
  t: Texts,
): string {
  const parts = [
    peers > 0 ? t('array.referencePeers', { count: peers }) : null,
    historyDays > 0 ? t('array.referenceHistory', { count: historyDays }) : null,
  ].filter((part) => part !== null);
  return parts.length === 0
    ? t('array.nameplateOnly')
    : parts.reduce((first, second) => t('array.and', { first, second }));
}

/** "Power limited 35 min, converter off 2.1 h", or that it ran all day. */
export function operationWords({ limitedMinutes, offMinutes, sweeps }: VerdictEvidence, t: Texts): string {
  const parts = [
    limitedMinutes > 0 ? t('array.limitedFor', { duration: t.minutes(limitedMinutes) }) : null,
    offMinutes > 0 ? t('array.offFor', { duration: t.minutes(offMinutes) }) : null,
    sweeps > 0 ? t('array.swept', { count: sweeps }) : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? t('array.ranAllDay') : parts.join(', ');
}

/** "Arc fault: readings come every 5 min, too seldom to show it", or null where nothing was left out. */
export function notLookedForWords({ notLookedFor, intervalSeconds }: VerdictEvidence, t: Texts): string | null {
  if (notLookedFor.length === 0) return null;
  const interval = intervalSeconds < 60 ? `${intervalSeconds} s` : `${Math.round(intervalSeconds / 60)} min`;
  const why = (condition: Condition) =>
    condition === 'arc_fault' ? 'array.notLookedForWhy' : 'array.notLookedForHeat';
  return [...Map.groupBy(notLookedFor, why)]
    .map(([text, conditions]) => {
      const names = conditions.map((condition) => t(`kinds.${condition}`)).join(', ');
      return text === 'array.notLookedForWhy' ? t(text, { names, interval }) : t(text, { names });
    })
    .join('; ');
}

/** Where the module temperature is from when it was not measured; null when it was. */
export function temperatureWords({ temperatureFrom }: VerdictEvidence, t: Texts): string | null {
  if (temperatureFrom === 'air') return t('array.temperatureFromAir');
  return temperatureFrom === 'assumed' ? t('array.temperatureAssumed') : null;
}
