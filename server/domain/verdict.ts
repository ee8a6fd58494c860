import { z } from 'zod';
import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import { mostProbable } from '#domain/most-probable.ts';
import type { NoVerdictReason } from '#domain/no-verdict-reasons.ts';
import { probabilitiesSchema } from '#domain/verdict-columns.ts';
import { verdictEvidenceSchema } from '#domain/verdict-evidence.ts';
import { shapeOf } from '#domain/verdict-shapes.ts';

/** Least part of the daylight slots that must hold a usable reading. */
export const MIN_COVERAGE = 0.7;

/**
 * The outcome for an array-day. Exactly one of `condition` and `reason` is set. `probabilities` follow CONDITIONS
 * and are null when the network was not asked.
 */
export const verdictSchema = z
  .object({
    ...shapeOf('verdict'),
    probabilities: probabilitiesSchema.nullable(),
    /** What the verdict rests on; null where the readings told nothing of the operation. */
    evidence: verdictEvidenceSchema.nullable(),
  })
  .refine((verdict) => (verdict.condition === null) !== (verdict.reason === null), 'needs a condition or a reason')
  .refine(({ confidence, coverage }) => isPart(confidence ?? 0) && isPart(coverage), 'has a part beyond 0 to 1');

const isPart = (value: number) => value >= 0 && value <= 1;

export type Verdict = z.infer<typeof verdictSchema>;

/** What is known of an array-day before it is decided. */
type Judged = Omit<Verdict, 'condition' | 'reason' | 'detail' | 'confidence' | 'probabilities'>;

/** No verdict, and the network was not asked or its answer does not count. */
export function noVerdict(
  judged: Judged,
  reason: NoVerdictReason,
  detail: string,
  probabilities: readonly number[] | null = null,
): Verdict {
  return {
    ...judged,
    condition: null,
    reason,
    detail,
    confidence: probabilities && mostProbable(probabilities).confidence,
    probabilities: probabilities && [...probabilities],
  };
}

/**
 * Turns calibrated probabilities into a verdict. Where no condition alone is sure enough but two faults together are, the
 * verdict is the more probable of them with the other as its alternative, and the sum as its confidence. Else it is
 * `uncertain`, and keeps its guesses.
 * @param probabilities six values, 0..1, in the order of CONDITIONS
 * @param thresholds least confidence, 0..1, of a verdict that names a fault, and of the verdict normal
 */
export function decideVerdict(
  judged: Judged,
  probabilities: readonly number[],
  thresholds: { fault: number; normal: number },
): Verdict {
  const { condition, confidence } = mostProbable(probabilities);
  const given = { ...judged, probabilities: [...probabilities] };
  const threshold = condition === 'normal' ? thresholds.normal : thresholds.fault;
  if (confidence >= threshold) return { ...given, condition, reason: null, detail: null, confidence };
  const second = secondFault(probabilities, condition);
  if (condition !== 'normal' && second && confidence + second.probability >= thresholds.fault) {
    return {
      ...given,
      condition,
      reason: null,
      detail: null,
      // Rounding must not make it more than certain.
      confidence: Math.min(1, confidence + second.probability),
      evidence: judged.evidence && { ...judged.evidence, alternative: second.condition },
    };
  }
  const detail = `confidence ${confidence.toFixed(2)} is under ${threshold.toFixed(2)}`;
  return { ...given, condition: null, reason: 'uncertain', detail, confidence };
}

function secondFault(probabilities: readonly number[], first: Condition) {
  const others = CONDITIONS.map((condition, index) => ({ condition, probability: probabilities[index] ?? 0 }))
    .filter(({ condition }) => condition !== 'normal' && condition !== first)
    .sort((a, b) => b.probability - a.probability);
  return others[0];
}
