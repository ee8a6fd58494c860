import type { Verdict } from '#domain/verdict.ts';

/**
 * Whether a day may teach what is usual for an array: it was normal, or there was no past yet to know better by. A day with a
 * named fault never teaches; one that is merely doubtful does only until there is a past, and `physics-rules` bounds what an
 * array that was always so may be called.
 */
export function isQuietDay({ condition, reason, evidence }: Verdict): boolean {
  if (condition !== null) return condition === 'normal';
  if (reason === 'check_registration') return true;
  return reason === 'uncertain' && evidence !== null && evidence.historyDays === 0;
}
