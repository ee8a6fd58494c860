import type { Calibration } from '#domain/calibration.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import type { DayContextName } from '#domain/verdict-evidence.ts';
import type { NetworkFiles } from '#models/classifier/artifacts.ts';
import { atPrior, calibrated, fitTemperature, fitThreshold } from '#models/classifier/calibration.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { fitFamiliarity, LEAST_FAMILIAR_DAYS } from '#models/classifier/familiarity.ts';
import { type Metrics, metricsOf, mostProbableOf } from '#models/classifier/metrics.ts';
import type { LabelledImages } from '#models/classifier/train-network.ts';
import type { TrainingSettings } from './settings.ts';
import type { LabelledDays } from './training-days.ts';

const CLASSES = CONDITIONS.length;

/** Temperature, thresholds and what is familiar, from the validation days. */
export async function calibrate(options: {
  network: NetworkFiles;
  training: LabelledDays;
  validation: LabelledDays;
  settings: Pick<TrainingSettings, 'faultPrecision' | 'normalPrecision' | 'falseAlarmShare' | 'familiarShare'>;
}): Promise<Calibration> {
  const { network, training, validation, settings } = options;
  const classifier = await createClassifier(network);
  try {
    const { probabilities, features } = await classifier.examine(validation.images, validation.labels.length);
    const temperature = fitTemperature(probabilities, validation.labels, CLASSES);
    const priors = priorsOf(training);
    const answers = Array.from(validation.labels, (label, row) => {
      const plain = calibrated(probabilities.subarray(row * CLASSES, (row + 1) * CLASSES), temperature);
      const from = priors[validation.contexts[row] ?? 'nameplate'];
      const answer = atPrior(plain, from, priors.nameplate);
      const confidence = Math.max(...answer);
      return { label, confidence, predicted: answer.indexOf(confidence), alarm: alarmOf(answer) };
    });
    const [normal = 0, ...faults] = CONDITIONS.keys();
    const alarms = answers.filter(({ label }) => label === normal).map(({ alarm }) => alarm);
    const threshold = Math.max(
      fitThreshold(answers, faults, settings.faultPrecision),
      quantileAbove(alarms, settings.falseAlarmShare),
    );
    const normalThreshold = fitThreshold(answers, [normal], settings.normalPrecision);
    const thresholds = { priors, threshold, normalThreshold };
    // A handful of days, as in a trial, cannot tell what is usual.
    if (!features || training.labels.length < LEAST_FAMILIAR_DAYS) return { temperature, ...thresholds };
    const trained = await classifier.examine(training.images, training.labels.length);
    if (!trained.features) return { temperature, ...thresholds };
    const familiarity = fitFamiliarity(
      { features: trained.features, labels: training.labels },
      features,
      settings.familiarShare,
    );
    return { temperature, ...thresholds, familiarity };
  } finally {
    classifier.dispose();
  }
}

/** Share of each condition among the days of a context; one that is not among them counts as one day. */
function priorsOf({ labels, contexts }: LabelledDays): Record<DayContextName, number[]> {
  const sharesIn = (context: DayContextName) => {
    const counts = CONDITIONS.map((_, label) =>
      Math.max(1, contexts.filter((own, row) => own === context && labels[row] === label).length),
    );
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => Number((count / total).toPrecision(5)));
  };
  return {
    nameplate: sharesIn('nameplate'),
    peers: sharesIn('peers'),
    history: sharesIn('history'),
    both: sharesIn('both'),
  };
}

/** Confidence with which an answer would name a fault, alone or with the next likely one; 0 where it would not. */
function alarmOf(answer: readonly number[]): number {
  const [normal = 0, ...faults] = answer;
  const [first = 0, second = 0] = faults.toSorted((a, b) => b - a);
  return first > normal ? first + second : 0;
}

/** The value that at most a share of the values reach. */
function quantileAbove(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => b - a);
  return (ordered[Math.floor(share * ordered.length)] ?? 0) + 1e-6;
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
