import { formatShare } from '#components/format/numbers.ts';
import { CONDITION_LABELS } from '#domain/conditions.ts';
import type { Share } from '#domain/evaluation.ts';
import { NO_VERDICT_LABELS } from '#domain/no-verdict-reasons.ts';

const thousandths = (part: number) => (part * 1000).toFixed(1);

/** "98.4 %", or a dash when there was nothing to take a share of. */
export function shareOrDash({ value }: Share): string {
  return value === null ? '–' : formatShare(value, 1);
}

/** The 95 % interval in words. */
export function shareRange({ value, low, high }: Share): string {
  return value === null ? 'nothing to count' : `95 %: ${formatShare(low, 1)} to ${formatShare(high, 1)}`;
}

export function perThousand({ value }: Share): string {
  return value === null ? '–' : thousandths(value);
}

export function perThousandRange({ value, low, high }: Share): string {
  return value === null ? 'nothing to count' : `95 %: ${thousandths(low)} to ${thousandths(high)}`;
}

/** "open circuit", "not enough data"; a name nobody knows as it is. */
export function outcomeWords(outcome: string): string {
  const labels: Record<string, string> = { ...CONDITION_LABELS, ...NO_VERDICT_LABELS };
  return (labels[outcome] ?? outcome.replaceAll('_', ' ')).toLowerCase();
}
