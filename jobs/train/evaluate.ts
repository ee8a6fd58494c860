import type { NetworkFiles } from '#models/classifier/artifacts.ts';
import { calibrated, fitTemperature, fitThreshold } from '#models/classifier/calibration.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { type Metrics, metricsOf, mostProbableOf } from '#models/classifier/metrics.ts';
import type { LabelledImages } from '#models/classifier/train-lenet5.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';

const CLASSES = CONDITIONS.length;
/** Of the verdicts that name a fault, this part must be right on the validation split. */
const FAULT_PRECISION = 0.97;

export interface Calibration {
  temperature: number;
  threshold: number;
}

export interface Evaluation extends Metrics {
  /** Part of the array-days that get a verdict at the threshold, and the figures among those. */
  verdictShare: number;
  accuracyOfVerdicts: number;
  faultPrecisionOfVerdicts: number;
}

/** Temperature and threshold from the validation split. */
export async function calibrate(network: NetworkFiles, validation: LabelledImages): Promise<Calibration> {
  const probabilities = await probabilitiesOf(network, validation);
  const temperature = fitTemperature(probabilities, validation.labels, CLASSES);
  const answers = answersOf(probabilities, validation.labels, temperature);
  return { temperature, threshold: fitThreshold(answers, FAULT_PRECISION) };
}

/** The network's figures on a split it has never seen. */
export async function evaluate(
  network: NetworkFiles,
  test: LabelledImages,
  calibration: Calibration,
): Promise<Evaluation> {
  const probabilities = await probabilitiesOf(network, test);
  const answers = answersOf(probabilities, test.labels, calibration.temperature);
  const given = answers.filter(({ confidence }) => confidence >= calibration.threshold);
  const faults = given.filter(({ predicted }) => predicted !== 0);
  const rightOf = (list: typeof answers) =>
    list.length === 0 ? 0 : list.filter(({ predicted, label }) => predicted === label).length / list.length;
  return {
    ...metricsOf(test.labels, mostProbableOf(probabilities)),
    verdictShare: given.length / answers.length,
    accuracyOfVerdicts: rightOf(given),
    faultPrecisionOfVerdicts: rightOf(faults),
  };
}

async function probabilitiesOf(network: NetworkFiles, { images, labels }: LabelledImages): Promise<Float32Array> {
  const classifier = await createClassifier(network);
  try {
    return await classifier.classify(images, labels.length);
  } finally {
    classifier.dispose();
  }
}

function answersOf(probabilities: Float32Array, labels: Uint8Array, temperature: number) {
  return Array.from(labels, (label, row) => {
    const answer = calibrated(probabilities.subarray(row * CLASSES, (row + 1) * CLASSES), temperature);
    const confidence = Math.max(...answer);
    return { label, confidence, predicted: answer.indexOf(confidence) };
  });
}
