import type { EvaluatedSet } from '#domain/evaluation.ts';
import type { Dataset } from '#jobs/lab/dataset/dataset.ts';
import type { BoostedTrees } from '#models/baseline/boosted-trees.ts';
import type { Classifier } from '#models/classifier/classifier.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { HeliographError } from '#server/errors.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import { baselineFigures } from './baseline.ts';
import { mostProbableFigures, verdictFigures } from './figures.ts';
import { isRightGuess, type JudgedDay, judgedDayOf } from './judged-day.ts';
import { reliabilityOf } from './reliability.ts';
import type { TestSet } from './sets.ts';
import { slicesOf } from './slices.ts';

/** Images in memory at a time. */
const CHUNK_DAYS = 480;

/** Judges every array-day of a set as the pipeline would, and counts. */
export async function evaluateSet(options: {
  set: TestSet;
  dataset: Dataset;
  classifier: Classifier;
  model: LoadedModel;
  trees: BoostedTrees;
  onProgress: (done: number, total: number) => void;
}): Promise<EvaluatedSet> {
  const { set, dataset, classifier, model, trees, onProgress } = options;
  const days: JudgedDay[] = [];
  for (let first = 0; first < dataset.records.length; first += CHUNK_DAYS) {
    const records = dataset.records.slice(first, first + CHUNK_DAYS);
    const images = await dataset.readImages(first, records.length);
    const asked = records.map(({ coverage, evidence }, index) => ({
      deviceId: String(first + index),
      image: evidence && images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS),
      coverage,
      evidence,
      rejectedPart: 0,
      error: null,
    }));
    const verdicts = await judgeArrayDays(asked, classifier, model.calibration);
    records.forEach((record, index) => {
      const verdict = verdicts[index];
      if (!verdict) throw new HeliographError('internal', 'an array-day was left without an answer');
      days.push(judgedDayOf(record, verdict));
    });
    onProgress(days.length, dataset.records.length);
  }
  const asked = days.filter(({ guess }) => guess !== null);
  const answers = asked.map((day) => ({ confidence: day.guess?.confidence ?? 0, right: isRightGuess(day) }));
  return {
    name: set.scenario.name,
    title: set.title,
    days: days.length,
    asked: asked.length,
    mostProbable: mostProbableFigures(asked),
    verdicts: verdictFigures(days),
    reliability: reliabilityOf(answers),
    slices: slicesOf(days),
    baseline: baselineFigures(
      trees,
      asked.map(({ record }) => record),
    ),
  };
}
