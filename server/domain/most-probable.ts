import { CONDITIONS, type Condition } from '#domain/conditions.ts';

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
