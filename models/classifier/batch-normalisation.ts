import { customGrad, type Tensor, tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';

type BatchNormalization = ReturnType<typeof layers.batchNormalization>;

export function isBatchNormalization(layer: layers.Layer): layer is BatchNormalization {
  return layer.getClassName() === 'BatchNormalization';
}

const configSchema = z.object({ momentum: z.number(), epsilon: z.number() });

/** Mean and the inverse of the standard deviation of each channel of a batch. */
interface Statistics {
  mean: Float64Array;
  variance: Float64Array;
  inverse: Float64Array;
}

/**
 * A batch-normalisation layer in training (Ioffe and Szegedy 2015, algorithm 1 and the gradients below it): values less
 * their channel's mean over the batch, by its standard deviation, times gamma plus beta; the moving statistics follow.
 * The layer's own way goes through a dozen broadcasts a step, which WebAssembly is slow at; this is two loops.
 *
 * @param values [..., channels], float32
 * @param needsInputGradient false for the first layer of a network, whose input nobody differentiates
 */
export function normaliseBatch(layer: BatchNormalization, values: Tensor, needsInputGradient: boolean): Tensor {
  const { momentum, epsilon } = configSchema.parse(layer.getConfig());
  const [gamma, beta, movingMean, movingVariance] = layer.weights;
  if (!gamma || !beta || !movingMean || !movingVariance) {
    throw new HeliographError('internal', `${layer.name} needs gamma, beta and moving statistics`);
  }
  const x = values.dataSync<'float32'>();
  const statistics = statisticsOf(x, values.shape.at(-1) ?? 1, epsilon);
  const follow = (moving: typeof movingMean, latest: Float64Array) => {
    const before = moving.read().dataSync<'float32'>();
    moving.write(tensor1d(before.map((value, c) => momentum * value + (1 - momentum) * (latest[c] as number))));
  };
  follow(movingMean, statistics.mean);
  follow(movingVariance, statistics.variance);

  const normalised = customGrad((...inputs) => {
    const [input, scale, shift] = inputs as [Tensor, Tensor, Tensor];
    const gammas = scale.dataSync<'float32'>();
    return {
      value: tensor(scaled(x, statistics, gammas, shift.dataSync<'float32'>()), input.shape),
      gradFunc: (dy: Tensor) => {
        const gradients = gradientsOf(x, dy.dataSync<'float32'>(), statistics, gammas, needsInputGradient);
        return [
          tensor(gradients.input, input.shape),
          tensor1d(Float32Array.from(gradients.gamma)),
          tensor1d(Float32Array.from(gradients.beta)),
        ];
      },
    };
  });
  return normalised(values, gamma.read(), beta.read());
}

function statisticsOf(x: Float32Array, channels: number, epsilon: number): Statistics {
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  // Sums about the first values: the variance of a channel far from 0 would drown in its mean.
  const origin = Float64Array.from(x.subarray(0, channels));
  for (let at = 0; at < x.length; at += channels) {
    for (let c = 0; c < channels; c++) {
      const value = (x[at + c] as number) - (origin[c] as number);
      sum[c] = (sum[c] as number) + value;
      squares[c] = (squares[c] as number) + value * value;
    }
  }
  const rows = x.length / channels;
  const offset = sum.map((total) => total / rows);
  const variance = squares.map((total, c) => Math.max(0, total / rows - (offset[c] as number) ** 2));
  return {
    mean: offset.map((value, c) => value + (origin[c] as number)),
    variance,
    inverse: variance.map((value) => 1 / Math.sqrt(value + epsilon)),
  };
}

function scaled(x: Float32Array, { mean, inverse }: Statistics, gamma: Float32Array, beta: Float32Array): Float32Array {
  const channels = mean.length;
  const factor = inverse.map((value, c) => value * (gamma[c] as number));
  const constant = factor.map((value, c) => (beta[c] as number) - value * (mean[c] as number));
  const y = new Float32Array(x.length);
  for (let at = 0; at < x.length; at += channels) {
    for (let c = 0; c < channels; c++)
      y[at + c] = (x[at + c] as number) * (factor[c] as number) + (constant[c] as number);
  }
  return y;
}

function gradientsOf(
  x: Float32Array,
  dy: Float32Array,
  { mean, inverse }: Statistics,
  gamma: Float32Array,
  needsInputGradient: boolean,
): { input: Float32Array; gamma: Float64Array; beta: Float64Array } {
  const channels = mean.length;
  const ofBeta = new Float64Array(channels);
  const ofGamma = new Float64Array(channels);
  for (let at = 0; at < x.length; at += channels) {
    for (let c = 0; c < channels; c++) {
      const gradient = dy[at + c] as number;
      ofBeta[c] = (ofBeta[c] as number) + gradient;
      ofGamma[c] = (ofGamma[c] as number) + gradient * ((x[at + c] as number) - (mean[c] as number));
    }
  }
  for (let c = 0; c < channels; c++) ofGamma[c] = (ofGamma[c] as number) * (inverse[c] as number);
  const input = new Float32Array(x.length);
  if (!needsInputGradient) return { input, gamma: ofGamma, beta: ofBeta };
  // dx = gamma inverse (dy - mean(dy) - xhat mean(dy xhat)), as a linear form of dy and x for each channel.
  const rows = x.length / channels;
  const onDy = inverse.map((value, c) => value * (gamma[c] as number));
  const onX = onDy.map((value, c) => (-value * (inverse[c] as number) * (ofGamma[c] as number)) / rows);
  const constant = onDy.map(
    (value, c) => (-value * (ofBeta[c] as number)) / rows - (onX[c] as number) * (mean[c] as number),
  );
  for (let at = 0; at < x.length; at += channels) {
    for (let c = 0; c < channels; c++) {
      input[at + c] =
        (dy[at + c] as number) * (onDy[c] as number) +
        (x[at + c] as number) * (onX[c] as number) +
        (constant[c] as number);
    }
  }
  return { input, gamma: ofGamma, beta: ofBeta };
}
