import { z } from 'zod';
import { CONDITIONS, type Condition } from '#server/domain/conditions.ts';

export const NO_VERDICT_REASONS = ['insufficient_data', 'uncertain', 'unfamiliar', 'processing_error'] as const;

export type NoVerdictReason = (typeof NO_VERDICT_REASONS)[number];

export const NO_VERDICT_LABELS: Record<NoVerdictReason, string> = {
  insufficient_data: 'Not enough data',
  uncertain: 'Uncertain',
  unfamiliar: 'Unfamiliar',
  processing_error: 'Processing error',
};

/** Least part of the daylight slots that must hold a usable reading. */
export const MIN_COVERAGE = 0.7;

export const probabilitiesSchema = z.array(z.number().min(0).max(1)).length(CONDITIONS.length);

/**
 * The outcome for an array-day. Exactly one of `condition` and `reason` is set. `probabilities` follow CONDITIONS
 * and are null when the network was not asked.
 */
export const verdictSchema = z
  .object({
    deviceId: z.string(),
    condition: z.enum(CONDITIONS).nullable(),
    reason: z.enum(NO_VERDICT_REASONS).nullable(),
    detail: z.string().nullable(),
    confidence: z.number().min(0).max(1).nullable(),
    probabilities: probabilitiesSchema.nullable(),
    coverage: z.number().min(0).max(1),
  })
  .refine((verdict) => (verdict.condition === null) !== (verdict.reason === null), 'needs a condition or a reason');

export type Verdict = z.infer<typeof verdictSchema>;

/** The most probable condition and its probability; ties go to the earlier condition. */
export function mostProbable(probabilities: ArrayLike<number>): { condition: Condition; confidence: number } {
  let best: Condition = CONDITIONS[0];
  let confidence = Number.NEGATIVE_INFINITY;
  CONDITIONS.forEach((condition, index) => {
    const probability = probabilities[index] ?? Number.NaN;
    if (probability > confidence) {
      best = condition;
      confidence = probability;
    }
  });
  return { condition: best, confidence };
}

/** No verdict for want of data, or because this one array could not be processed. */
export function noVerdict(
  deviceId: string,
  reason: Exclude<NoVerdictReason, 'uncertain' | 'unfamiliar'>,
  coverage: number,
  detail: string,
): Verdict {
  return { deviceId, condition: null, reason, detail, confidence: null, probabilities: null, coverage };
}

/** No verdict because the input is unlike anything the network was trained on; what it would say is kept as a guess. */
export function unfamiliar(
  deviceId: string,
  probabilities: readonly number[],
  coverage: number,
  detail: string,
): Verdict {
  const { confidence } = mostProbable(probabilities);
  return {
    deviceId,
    condition: null,
    reason: 'unfamiliar',
    detail,
    confidence,
    probabilities: [...probabilities],
    coverage,
  };
}

/**
 * Turns calibrated probabilities into a verdict: under the model's threshold it is `uncertain`, and keeps its guesses.
 * @param probabilities six values, 0..1, in the order of CONDITIONS
 * @param thresholds least confidence, 0..1, of a verdict that names a fault, and of the verdict normal
 */
export function decideVerdict(
  deviceId: string,
  probabilities: readonly number[],
  thresholds: { fault: number; normal: number },
  coverage: number,
): Verdict {
  const { condition, confidence } = mostProbable(probabilities);
  const threshold = condition === 'normal' ? thresholds.normal : thresholds.fault;
  const certain = confidence >= threshold;
  return {
    deviceId,
    condition: certain ? condition : null,
    reason: certain ? null : 'uncertain',
    detail: certain ? null : `confidence ${confidence.toFixed(2)} is under ${threshold.toFixed(2)}`,
    confidence,
    probabilities: [...probabilities],
    coverage,
  };
}
