import type { NetworkFiles } from '#models/classifier/artifacts.ts';
import { calibrated, fitTemperature, fitThreshold } from '#models/classifier/calibration.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { fitFamiliarity, LEAST_FAMILIAR_DAYS } from '#models/classifier/familiarity.ts';
import { type Metrics, metricsOf, mostProbableOf } from '#models/classifier/metrics.ts';
import type { LabelledImages } from '#models/classifier/train-network.ts';
import type { Calibration } from '#server/domain/calibration.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';

const CLASSES = CONDITIONS.length;

/** Temperature, thresholds and what is familiar, from the validation days. */
export async function calibrate(options: {
  network: NetworkFiles;
  training: LabelledImages;
  validation: LabelledImages;
  faultPrecision: number;
  normalPrecision: number;
  familiarShare: number;
}): Promise<Calibration> {
  const { network, training, validation, faultPrecision, normalPrecision, familiarShare } = options;
  const probabilities = await probabilitiesOf(network, validation);
  const temperature = fitTemperature(probabilities, validation.labels, CLASSES);
  const answers = Array.from(validation.labels, (label, row) => {
    const answer = calibrated(probabilities.subarray(row * CLASSES, (row + 1) * CLASSES), temperature);
    const confidence = Math.max(...answer);
    return { label, confidence, predicted: answer.indexOf(confidence) };
  });
  const [normal = 0, ...faults] = CONDITIONS.keys();
  const thresholds = {
    threshold: fitThreshold(answers, faults, faultPrecision),
    normalThreshold: fitThreshold(answers, [normal], normalPrecision),
  };
  // A handful of days, as in a trial, cannot tell what is usual.
  if (training.labels.length < LEAST_FAMILIAR_DAYS) return { temperature, ...thresholds };
  return { temperature, ...thresholds, familiarity: fitFamiliarity(training, validation.images, familiarShare) };
}

/** The network's own figures, before the threshold, on days it has never seen. */
export async function testNetwork(network: NetworkFiles, test: LabelledImages): Promise<Metrics> {
  return metricsOf(test.labels, mostProbableOf(await probabilitiesOf(network, test)));
}

async function probabilitiesOf(network: NetworkFiles, { images, labels }: LabelledImages): Promise<Float32Array> {
  const classifier = await createClassifier(network);
  try {
    return await classifier.classify(images, labels.length);
  } finally {
    classifier.dispose();
  }
}
