import {
  type AdamOptimizer,
  clipByValue,
  log,
  mean,
  mul,
  neg,
  oneHot,
  type Scalar,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
  Variable,
} from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { CONDITIONS } from '#domain/conditions.ts';
import { isBatchNormalization, normaliseBatch } from './batch-normalisation.ts';
import { imageTensorOf } from './classifier.ts';
import { DROPOUT_BEHIND } from './networks.ts';
import type { LabelledImages } from './training-options.ts';

/** One step of the optimizer; returns the mean cross-entropy of the batch before the step. */
export function trainStep(
  network: Sequential,
  optimizer: AdamOptimizer,
  batch: LabelledImages,
  dropout: number,
  random: () => number,
): number {
  return tidy(() => {
    const images = imageTensorOf(batch.images);
    const truth = oneHot(tensor1d(batch.labels, 'int32'), CONDITIONS.length);
    const lossOf = () => {
      const probabilities = forward(network, images, dropout, random);
      const right = sum(mul(truth, probabilities), 1);
      return mean<Scalar>(neg(log(clipByValue(right, 1e-7, 1))));
    };
    const cost = optimizer.minimize(lossOf, true, variablesOf(network));
    return cost?.dataSync()[0] ?? Number.NaN;
  });
}

/** The layers one after the other, with dropout behind the hidden dense ones. */
function forward(network: Sequential, images: Tensor, dropout: number, random: () => number): Tensor {
  let values = images;
  for (const layer of network.layers) {
    if (layer.getClassName() === 'InputLayer') continue;
    values = isBatchNormalization(layer)
      ? normaliseBatch(layer, values, values !== images)
      : (layer.apply(values, { training: true }) as Tensor);
    if (dropout > 0 && DROPOUT_BEHIND.includes(layer.name)) {
      values = mul(values, dropoutMask(values.shape as [number, number], dropout, random));
    }
  }
  return values;
}

function dropoutMask(shape: [number, number], dropout: number, random: () => number): Tensor {
  const kept = 1 / (1 - dropout);
  return tensor2d(
    Float32Array.from({ length: shape[0] * shape[1] }, () => (random() < dropout ? 0 : kept)),
    shape,
  );
}

function variablesOf(network: Sequential): Variable[] {
  return network.trainableWeights.map((weight) => weight.read()).filter((tensor) => tensor instanceof Variable);
}
