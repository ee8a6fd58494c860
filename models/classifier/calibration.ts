/**
 * Softmax probabilities at another temperature: p_i^(1/T), normalised (Guo et al. 2017, "On Calibration of Modern
 * Neural Networks"); the same as dividing the logits by T. T > 1 makes the network less sure of itself.
 * @param probabilities softmax outputs, 0..1
 * @param temperature > 0; 1 changes nothing
 */
export function calibrated(probabilities: ArrayLike<number>, temperature: number): number[] {
  const logits = Array.from(probabilities, (value) => Math.log(Math.max(value, 1e-12)) / temperature);
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

/**
 * Probabilities as they would be had the classes been as frequent as in `to` and not as in `from`, by Bayes' rule (Saerens, Latinne and
 * Decaestecker 2002): p_i to_i / from_i, normalised.
 */
export function atPrior(probabilities: readonly number[], from: readonly number[], to: readonly number[]): number[] {
  const weighted = probabilities.map((value, index) => (value * (to[index] ?? 1)) / (from[index] ?? 1));
  const sum = weighted.reduce((total, value) => total + value, 0);
  return weighted.map((value) => value / sum);
}

/**
 * The temperature under which the labels of a validation split are most likely: golden-section search over 0.25..8
 * on the mean negative log-likelihood, which is unimodal in 1/T.
 * @param probabilities count x classes softmax outputs, row-major
 * @param labels count class indices
 */
export function fitTemperature(probabilities: Float32Array, labels: Uint8Array, classes: number): number {
  const loss = (temperature: number) => {
    let sum = 0;
    labels.forEach((label, row) => {
      const answer = calibrated(probabilities.subarray(row * classes, (row + 1) * classes), temperature);
      sum -= Math.log(Math.max(answer[label] ?? 0, 1e-12));
    });
    return sum / labels.length;
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(0.25);
  let high = Math.log(8);
  while (high - low > 1e-3) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (loss(Math.exp(left)) < loss(Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/**
 * The least threshold at which verdicts are right often enough: the smallest confidence t such that, of the validation
 * array-days that a verdict of these `conditions` with confidence >= t is on, at least `precision` are what it says.
 * @param conditions class indices
 * @returns 0..1; 1 when no threshold reaches it
 */
export function fitThreshold(
  answers: readonly { confidence: number; predicted: number; label: number }[],
  conditions: readonly number[],
  precision: number,
): number {
  const chosen = answers
    .filter(({ predicted }) => conditions.includes(predicted))
    .sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let threshold = 1;
  chosen.forEach(({ confidence, predicted, label }, index) => {
    if (predicted === label) right++;
    if (right / (index + 1) >= precision) threshold = confidence;
  });
  return threshold;
}
