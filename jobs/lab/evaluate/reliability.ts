import type { Reliability } from '#domain/evaluation.ts';

export const RELIABILITY_BINS = 15;

/**
 * How far stated confidence and truth are apart: expected calibration error over 15 equal bins of confidence
 * (Naeini et al. 2015), the mean of |accuracy - confidence| weighted by the answers in a bin, and the table behind it.
 * @param answers confidence 0..1 of the most probable condition, and whether it was right; a bin holds (from, to]
 */
export function reliabilityOf(answers: readonly { confidence: number; right: boolean }[]): Reliability {
  const bins = Array.from({ length: RELIABILITY_BINS }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { confidence, right } of answers) {
    const index = Math.min(RELIABILITY_BINS - 1, Math.max(0, Math.ceil(confidence * RELIABILITY_BINS) - 1));
    const bin = bins[index];
    if (!bin) continue;
    bin.count++;
    bin.confidence += confidence;
    if (right) bin.right++;
  }
  const gap = bins.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0);
  return {
    expectedCalibrationError: answers.length === 0 ? 0 : gap / answers.length,
    bins: bins.map(({ count, confidence, right }, index) => ({
      from: index / RELIABILITY_BINS,
      to: (index + 1) / RELIABILITY_BINS,
      count,
      confidence: count === 0 ? null : confidence / count,
      accuracy: count === 0 ? null : right / count,
    })),
  };
}
