import { type Tensor, tidy, train } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { HeliographError } from '#server/errors.ts';
import { artifactsOf, type NetworkArtifacts, type NetworkFiles, networkFilesOf } from './artifacts.ts';
import { type BackendName, selectBackend } from './backend.ts';
import { imageTensorOf } from './classifier.ts';
import { buildLenet5 } from './lenet5.ts';
import { metricsOf, mostProbableOf } from './metrics.ts';
import { IMAGE_PIXELS } from './preprocessing.ts';
import { createSeededRandom, shuffle } from './seeded-random.ts';
import { registerTrainingKernels } from './training-kernels.ts';
import {
  checkTrainingOptions,
  type EpochResult,
  type LabelledImages,
  type TrainingOptions,
} from './training-options.ts';
import { trainStep } from './training-step.ts';

export type { EpochResult, LabelledImages, TrainingOptions };

export interface TrainingResult {
  /** The weights of the epoch with the best validation macro-F1. */
  network: NetworkFiles;
  best: EpochResult;
  history: EpochResult[];
  backend: BackendName;
}

/** Trains LeNet-5 with Adam on cross-entropy. The same options on the same backend give the same weights. */
export async function trainLenet5(options: TrainingOptions): Promise<TrainingResult> {
  const { epochs, batchSize = 64, learningRate = 1e-3, dropout = 0, patience = Number.POSITIVE_INFINITY } = options;
  checkTrainingOptions(options, { batchSize, learningRate, dropout, patience });
  const backend = await selectBackend(options.backend ?? 'auto');
  if (backend === 'wasm') registerTrainingKernels();
  const network = buildLenet5(options.seed);
  const optimizer = train.adam(learningRate);
  const random = createSeededRandom(options.seed);
  const order = Uint32Array.from(options.labels, (_, index) => index);
  const history: EpochResult[] = [];
  let best: { result: EpochResult; artifacts: NetworkArtifacts } | undefined;
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const rate = decayedRate(learningRate, epoch, epochs);
      // Adam reads its learning rate at every step, but has no setter for it.
      Object.assign(optimizer, { learningRate: rate });
      shuffle(order, random);
      let lossSum = 0;
      for (let start = 0; start < order.length; start += batchSize) {
        const chosen = order.subarray(start, start + batchSize);
        const loss = trainStep(network, optimizer, pick(options, chosen), dropout, random);
        if (!Number.isFinite(loss))
          throw new HeliographError('model', `training diverged in epoch ${epoch}: lower learningRate`);
        lossSum += loss * chosen.length;
      }
      const { macroF1, accuracy } = metricsOf(
        options.validation.labels,
        verdictsOf(network, options.validation.images),
      );
      const loss = lossSum / order.length;
      const result = { epoch, loss, learningRate: rate, validationMacroF1: macroF1, validationAccuracy: accuracy };
      history.push(result);
      if (!best || macroF1 > best.result.validationMacroF1) best = { result, artifacts: await artifactsOf(network) };
      await options.onEpoch?.(result);
      if (epoch - best.result.epoch >= patience) break;
    }
    if (!best) throw new HeliographError('internal', 'training ended without an epoch');
    return { network: networkFilesOf(best.artifacts), best: best.result, history, backend };
  } finally {
    optimizer.dispose();
    network.dispose();
  }
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

function pick({ images, labels }: LabelledImages, chosen: Uint32Array): LabelledImages {
  const picked = { images: new Uint8Array(chosen.length * IMAGE_PIXELS), labels: new Uint8Array(chosen.length) };
  chosen.forEach((source, target) => {
    picked.images.set(images.subarray(source * IMAGE_PIXELS, (source + 1) * IMAGE_PIXELS), target * IMAGE_PIXELS);
    picked.labels[target] = labels[source] as number;
  });
  return picked;
}

function decayedRate(first: number, epoch: number, epochs: number): number {
  const progress = epochs > 1 ? (epoch - 1) / (epochs - 1) : 0;
  return first * (0.05 + 0.95 * 0.5 * (1 + Math.cos(Math.PI * progress)));
}
