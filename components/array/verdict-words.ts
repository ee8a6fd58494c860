import { durationWords } from '#components/array/state-bands.ts';
import { formatPlural, formatShare } from '#components/format/numbers.ts';
import { CONDITION_LABELS, type Condition } from '#domain/conditions.ts';
import type { NoVerdictReason } from '#domain/no-verdict-reasons.ts';
import { MIN_COVERAGE } from '#domain/verdict.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import type { ArrayDayView } from '#domain/views.ts';

type VerdictView = NonNullable<ArrayDayView['verdict']>;

/** "Line-line fault or open circuit" for a verdict that cannot tell two conditions apart. */
export function headlineOf({ condition, evidence }: Pick<VerdictView, 'condition' | 'evidence'>): string {
  if (condition === null) return 'No verdict';
  const alternative = evidence?.alternative;
  const label = CONDITION_LABELS[condition];
  return alternative ? `${label} or ${CONDITION_LABELS[alternative].toLowerCase()}` : label;
}

/** What would make each reason a verdict. */
export const WAYS_TO_A_VERDICT: Record<NoVerdictReason, string> = {
  insufficient_data: `With readings in ${formatShare(MIN_COVERAGE)} of the daylight it gets a verdict: look at its logger and its link, then run the day again.`,
  uncertain: 'A day with more sun, or the same guess on several days, decides it; its charts may decide it at once.',
  unfamiliar:
    'It gets a verdict once its days look like those the model knows: put right what the sentence above names.',
  processing_error: 'A run of the day from ingest gives a verdict once the error above is mended.',
  limited: 'A day on which the converter lets it run freely for a quarter of the light gives a verdict.',
  off: 'A day on which the converter runs for a quarter of the light gives a verdict; if it should have run, look at the converter.',
  check_registration:
    'Compare its modules, strings and units with what is registered: with the right nameplate, run the day again for a verdict.',
};

/** "its nameplate", "the median of 23 neighbours and 9 days of its own past". */
export function referenceWords({ peers, historyDays }: Pick<VerdictEvidence, 'peers' | 'historyDays'>): string {
  const parts = [
    peers > 0 ? `the median of ${formatPlural(peers, 'neighbour')}` : null,
    historyDays > 0 ? `${formatPlural(historyDays, 'quiet day')} of its own past` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'its nameplate alone' : parts.join(' and ');
}

/** "Power limited 35 min, converter off 2.1 h", or that it ran all day. */
export function operationWords({ limitedMinutes, offMinutes, sweeps }: VerdictEvidence): string {
  const parts = [
    limitedMinutes > 0 ? `limited for ${durationWords(limitedMinutes)}` : null,
    offMinutes > 0 ? `off for ${durationWords(offMinutes)}` : null,
    sweeps > 0 ? `swept the curve in ${formatPlural(sweeps, 'reading')}` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'ran all day' : parts.join(', ');
}

/** "Arc fault: readings come every 5 min, too seldom to show it", or null where nothing was left out. */
export function notLookedForWords({ notLookedFor, intervalSeconds }: VerdictEvidence): string | null {
  if (notLookedFor.length === 0) return null;
  const often = intervalSeconds < 60 ? `${intervalSeconds} s` : `${Math.round(intervalSeconds / 60)} min`;
  const why = (condition: Condition) =>
    condition === 'arc_fault' ? `readings come every ${often}, too seldom to show it` : 'no thermometer told the heat';
  return [...Map.groupBy(notLookedFor, why)]
    .map(([reason, conditions]) => `${conditions.map((name) => CONDITION_LABELS[name]).join(', ')}: ${reason}`)
    .join('; ');
}

/** Where the module temperature is from when it was not measured; null when it was. */
export function temperatureWords({ temperatureFrom }: VerdictEvidence): string | null {
  if (temperatureFrom === 'air') return 'estimated from irradiance and the air’s temperature (Faiman)';
  return temperatureFrom === 'assumed' ? 'estimated from irradiance (Faiman), the air’s assumed' : null;
}

/** "-33 %", "+1.2 %" of a part. */
export function deviationWords(part: number): string {
  const percent = part * 100;
  const digits = Math.abs(percent) < 9.95 ? 1 : 0;
  const size = Math.abs(percent).toFixed(digits);
  const sign = Number(size) === 0 ? '' : percent < 0 ? '−' : '+';
  return `${sign}${size} %`;
}
