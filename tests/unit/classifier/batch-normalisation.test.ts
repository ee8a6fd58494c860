import { grads, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { selectBackend } from '#models/classifier/backend.ts';
import { isBatchNormalization, normaliseBatch } from '#models/classifier/batch-normalisation.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';

beforeAll(() => selectBackend('cpu'));

const SHAPE = [6, 3, 3, 4];
const noise = (seed: number, length: number, offset = 0) => {
  const random = createSeededRandom(seed);
  return Float32Array.from({ length }, () => offset + random() - 0.5);
};

/** A layer with gamma and beta of its own, as it is after some training. */
function layerOf(name: string) {
  const network = sequential({
    layers: [layers.batchNormalization({ name, momentum: 0.9, inputShape: SHAPE.slice(1) })],
  });
  const layer = network.layers.at(-1);
  if (!layer || !isBatchNormalization(layer)) throw new Error('no batch normalisation');
  layer.setWeights([2, 3, 4, 5].map((seed) => tensor(noise(seed, 4, seed === 5 ? 1 : 0.7))));
  return layer;
}

describe('normaliseBatch', () => {
  // Far from 0: where the variance of a channel would drown in its mean.
  const x = noise(1, 6 * 9 * 4, 3);
  const weights = noise(9, x.length);

  it("gives the layer's own values and gradients, and moves the same statistics", () => {
    const [ours, theirs] = [layerOf('ours'), layerOf('theirs')];
    const gradientsOf = (normalise: (values: Tensor) => Tensor) =>
      tidy(() => {
        const value = normalise(tensor(x, SHAPE)).dataSync();
        const [gradient] = grads((values: Tensor) => sum(mul(normalise(values), tensor(weights, SHAPE))))([
          tensor(x, SHAPE),
        ]);
        return { value: Array.from(value), gradient: Array.from(gradient?.dataSync() ?? []) };
      });
    const actual = gradientsOf((values) => normaliseBatch(ours, values, true));
    const expected = gradientsOf((values) => theirs.apply(values, { training: true }) as Tensor);
    expect(actual.value.length).toBe(x.length);
    for (const key of ['value', 'gradient'] as const) {
      actual[key].forEach((value, i) => {
        expect(value).toBeCloseTo(expected[key][i] ?? Number.NaN, 4);
      });
    }
    const moving = (layer: typeof ours) =>
      layer
        .getWeights()
        .slice(2)
        .flatMap((each) => Array.from(each.dataSync()));
    moving(ours).forEach((value, i) => {
      expect(value).toBeCloseTo(moving(theirs)[i] ?? Number.NaN, 5);
    });
  });

  it('gives gamma and beta the gradients of a finite difference', () => {
    const layer = layerOf('differences');
    const [gamma, beta] = layer.getWeights();
    if (!gamma || !beta) throw new Error('no weights');
    const lossAt = (scale: Float32Array, shift: Float32Array) =>
      tidy(() => {
        layer.setWeights([tensor(scale), tensor(shift), ...layer.getWeights().slice(2)]);
        return (
          sum(mul(normaliseBatch(layer, tensor(x, SHAPE), true), tensor(weights, SHAPE))).dataSync()[0] ?? Number.NaN
        );
      });
    const [g, b] = [gamma.dataSync<'float32'>().slice(), beta.dataSync<'float32'>().slice()];
    const nudged = (values: Float32Array, by: number) => values.map((value, i) => (i === 2 ? value + by : value));
    const slopes = [
      (lossAt(nudged(g, 0.1), b) - lossAt(nudged(g, -0.1), b)) / 0.2,
      (lossAt(g, nudged(b, 0.1)) - lossAt(g, nudged(b, -0.1))) / 0.2,
    ];
    lossAt(g, b);
    const trainable = layer.trainableWeights.map((weight) => weight.read());
    const loss = (...variables: Tensor[]) => {
      expect(variables).toHaveLength(2);
      return sum(mul(normaliseBatch(layer, tensor(x, SHAPE), true), tensor(weights, SHAPE)));
    };
    const [ofGamma, ofBeta] = grads(loss)(trainable);
    expect(ofGamma?.dataSync()[2]).toBeCloseTo(slopes[0] ?? Number.NaN, 2);
    expect(ofBeta?.dataSync()[2]).toBeCloseTo(slopes[1] ?? Number.NaN, 2);
  });
});
