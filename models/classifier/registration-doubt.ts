import { noVerdict, type Verdict } from '#domain/verdict.ts';

/**
 * Holds a fault that the network names against what is doubted of the array's registration: measured by a wrong nameplate or in a
 * wrong unit, a healthy array looks faulty. Other verdicts stay as they are.
 * @param doubt what commissioning found of the array and nobody has decided; null for nothing
 */
export function heldAgainstRegistry(verdict: Verdict, doubt: string | null): Verdict {
  const { condition, deviceId, coverage, evidence, probabilities } = verdict;
  if (doubt === null || condition === null || condition === 'normal') return verdict;
  // What is not said any more has no alternative.
  const judged = { deviceId, coverage, evidence: evidence && { ...evidence, alternative: null } };
  return noVerdict(judged, 'check_registration', `commissioning: ${doubt}`, probabilities);
}
