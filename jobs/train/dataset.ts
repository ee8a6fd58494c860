import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runOnThreads } from '#jobs/thread-pool.ts';
import { fitPreprocessing } from '#models/classifier/fit-preprocessing.ts';
import { IMAGE_PIXELS, type Preprocessing } from '#models/classifier/preprocessing.ts';
import type { LabelledImages } from '#models/classifier/train-lenet5.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { dataPath } from '#server/env.ts';
import type { DatasetBatch, DatasetBatchResult, Split } from './definition.ts';

const BATCH_DAYS = 30;
const FIT_DAYS = 300;
const TASK = new URL('./dataset-task.ts', import.meta.url);

type OnProgress = (done: number, total: number) => void;

/** Fixes eps, lo and hi on the first array-days of the training split. */
export async function fitOnTrainingDays(seed: number, onProgress: OnProgress): Promise<Preprocessing> {
  const results = await runBatches({ seed, split: 'train', days: FIT_DAYS, preprocessingJson: null }, onProgress);
  return fitPreprocessing(scalogramsOf(results));
}

function* scalogramsOf(results: readonly DatasetBatchResult[]): Generator<Float32Array> {
  for (const { scalograms } of results) {
    for (let start = 0; scalograms && start < scalograms.length; start += IMAGE_PIXELS) {
      yield scalograms.subarray(start, start + IMAGE_PIXELS);
    }
  }
}

/** The images of a split, simulated once and then kept below the data folder under the name of their settings. */
export async function datasetOf(
  options: { seed: number; split: Split; days: number; preprocessingJson: string; simulatorHash: string },
  onProgress: OnProgress,
): Promise<LabelledImages> {
  const { seed, split, days, preprocessingJson, simulatorHash } = options;
  const labels = Uint8Array.from({ length: days }, (_, index) => index % CONDITIONS.length);
  const name = createHash('sha256').update(JSON.stringify([seed, split, days, preprocessingJson, simulatorHash]));
  const file = dataPath('train', `${split}-${name.digest('hex').slice(0, 16)}.images`);
  const cached = await readFile(file).catch(() => null);
  if (cached?.length === days * IMAGE_PIXELS) return { images: cached, labels };

  const images = new Uint8Array(days * IMAGE_PIXELS);
  for (const batch of await runBatches({ seed, split, days, preprocessingJson }, onProgress)) {
    if (batch.images) images.set(batch.images, batch.first * IMAGE_PIXELS);
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.part`, images);
  await rename(`${file}.part`, file);
  return { images, labels };
}

function runBatches(
  options: { seed: number; split: Split; days: number; preprocessingJson: string | null },
  onProgress: OnProgress,
): Promise<DatasetBatchResult[]> {
  const { days, ...rest } = options;
  const payloads: DatasetBatch[] = [];
  for (let first = 0; first < days; first += BATCH_DAYS) {
    payloads.push({ ...rest, first, count: Math.min(BATCH_DAYS, days - first) });
  }
  return runOnThreads({ task: TASK, payloads, onProgress: (done) => onProgress(done, days) });
}
