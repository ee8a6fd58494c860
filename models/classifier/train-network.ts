import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { HeliographError } from '#server/errors.ts';
import { artifactsOf, type NetworkFiles, networkFilesOf } from './artifacts.ts';
import { shiftedInTime } from './augmentation.ts';
import { type BackendName, selectBackend } from './backend.ts';
import { imageTensorOf } from './classifier.ts';
import { metricsOf, mostProbableOf } from './metrics.ts';
import { buildNetwork } from './networks.ts';
import { IMAGE_PIXELS } from './preprocessing.ts';
import { createSeededRandom, shuffle } from './seeded-random.ts';
import { registerTrainingKernels } from './training-kernels.ts';
import {
  type CompleteTrainingOptions,
  completeTrainingOptions,
  type EpochResult,
  type LabelledImages,
  type TrainingOptions,
} from './training-options.ts';
import { openOptimizer, optimizerValues, restoreWeights, type TrainingState, weightsOf } from './training-state.ts';
import { trainStep } from './training-step.ts';

export type { EpochResult, LabelledImages, TrainingOptions };

export interface TrainingResult {
  /** The weights of the epoch with the best validation macro-F1. */
  network: NetworkFiles;
  best: EpochResult;
  history: EpochResult[];
  backend: BackendName;
}

/**
 * Trains a network with Adam (Kingma and Ba 2015) on cross-entropy. The same options on the same backend give the same
 * weights, whether in one go or left after an epoch and taken up again from its state.
 */
export async function trainNetwork(given: TrainingOptions): Promise<TrainingResult> {
  const options = completeTrainingOptions(given);
  const backend = await selectBackend(options.backend ?? 'auto');
  if (backend === 'wasm') registerTrainingKernels();
  const network = buildNetwork(options.layout, options.seed);
  try {
    let state = options.state;
    if (state) restoreWeights(network, state.weights);
    while (!isDone(options, state)) state = await trainEpoch(network, options, state);
    if (!state) throw new HeliographError('internal', 'training ended without an epoch');
    restoreWeights(network, state.best.weights);
    const files = networkFilesOf(await artifactsOf(network));
    return { network: files, best: state.best.result, history: state.history, backend };
  } finally {
    network.dispose();
  }
}

function isDone({ epochs, patience }: CompleteTrainingOptions, state: TrainingState | undefined): boolean {
  if (!state) return false;
  return state.history.length >= epochs || state.history.length - state.best.result.epoch >= patience;
}

async function trainEpoch(
  network: Sequential,
  options: CompleteTrainingOptions,
  before: TrainingState | undefined,
): Promise<TrainingState> {
  const epoch = (before?.history.length ?? 0) + 1;
  const learningRate = decayedRate(options.learningRate, epoch, options.epochs);
  const optimizer = await openOptimizer(network, learningRate, before?.optimizer);
  try {
    const loss = trainOnAll(network, optimizer, options, epoch);
    const { macroF1, accuracy } = metricsOf(options.validation.labels, verdictsOf(network, options.validation.images));
    const result = { epoch, loss, learningRate, validationMacroF1: macroF1, validationAccuracy: accuracy };
    const weights = weightsOf(network);
    const isBest = !before || macroF1 > before.best.result.validationMacroF1;
    const state = {
      history: [...(before?.history ?? []), result],
      weights,
      optimizer: await optimizerValues(optimizer),
      best: isBest ? { result, weights } : before.best,
    };
    await options.onEpoch?.(result, state);
    return state;
  } finally {
    optimizer.dispose();
  }
}

/** One pass over all images in an order of its own; returns the mean loss. */
function trainOnAll(
  network: Sequential,
  optimizer: Parameters<typeof trainStep>[1],
  options: CompleteTrainingOptions,
  epoch: number,
): number {
  const { batchSize, dropout, seed, onProgress } = options;
  // Drawn from the epoch's own seed, so that nothing random has to be carried from epoch to epoch.
  const random = createSeededRandom(seed * 65_537 + epoch);
  const order = Uint32Array.from(options.labels, (_, index) => index);
  shuffle(order, random);
  let lossSum = 0;
  for (let start = 0; start < order.length; start += batchSize) {
    const chosen = order.subarray(start, start + batchSize);
    const loss = trainStep(network, optimizer, pick(options, chosen, random), dropout, random);
    if (!Number.isFinite(loss))
      throw new HeliographError('model', `training diverged in epoch ${epoch}: lower learningRate`);
    lossSum += loss * chosen.length;
    onProgress?.(start + chosen.length, order.length);
  }
  return lossSum / order.length;
}

function verdictsOf(network: Sequential, images: Uint8Array): Uint8Array {
  const count = images.length / IMAGE_PIXELS;
  const verdicts = new Uint8Array(count);
  for (let start = 0; start < count; start += 64) {
    const pixels = images.subarray(start * IMAGE_PIXELS, Math.min(count, start + 64) * IMAGE_PIXELS);
    const output = tidy(() => (network.predictOnBatch(imageTensorOf(pixels)) as Tensor).dataSync() as Float32Array);
    verdicts.set(mostProbableOf(output), start);
  }
  return verdicts;
}

function pick(options: CompleteTrainingOptions, chosen: Uint32Array, random: () => number): LabelledImages {
  const { images, labels, shiftBins } = options;
  const picked = { images: new Uint8Array(chosen.length * IMAGE_PIXELS), labels: new Uint8Array(chosen.length) };
  chosen.forEach((source, target) => {
    const image = images.subarray(source * IMAGE_PIXELS, (source + 1) * IMAGE_PIXELS);
    const bins = Math.floor(random() * (2 * shiftBins + 1)) - shiftBins;
    shiftedInTime(image, bins, picked.images.subarray(target * IMAGE_PIXELS, (target + 1) * IMAGE_PIXELS));
    picked.labels[target] = labels[source] as number;
  });
  return picked;
}

function decayedRate(first: number, epoch: number, epochs: number): number {
  const progress = epochs > 1 ? (epoch - 1) / (epochs - 1) : 0;
  return first * (0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * progress)));
}
