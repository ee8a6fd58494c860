import { deserialize, serialize } from 'node:v8';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { selectBackend } from '#models/classifier/backend.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { metricsOf, mostProbableOf } from '#models/classifier/metrics.ts';
import { NETWORKS } from '#models/classifier/networks.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { type LabelledImages, type TrainingOptions, trainNetwork } from '#models/classifier/train-network.ts';
import { type TrainingState, trainingStateSchema } from '#models/classifier/training-state.ts';
import { randomImages } from './random-images.ts';

/** Noise in which the rows of scales that belong to the label are brighter: easy, but not at the first step. */
function toyProblem(count: number, seed: number): LabelledImages {
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 6);
  const images = randomImages(count, seed).map((pixel, i) => {
    const row = Math.floor((i % IMAGE_PIXELS) / 256);
    return Math.floor(row / 10) === labels[Math.floor(i / IMAGE_PIXELS)] ? 128 + pixel / 2 : pixel / 2;
  });
  return { images, labels };
}

const training = toyProblem(60, 1);
const validation = toyProblem(24, 2);
const options: TrainingOptions = {
  ...training,
  layout: NETWORKS.lenet5,
  validation,
  epochs: 4,
  batchSize: 12,
  seed: 7,
  backend: 'wasm',
};

beforeAll(() => selectBackend('wasm'));

describe('trainNetwork', () => {
  it('lowers the loss, finds what is separable, and reports every epoch', async () => {
    const reported: number[] = [];
    const before = memory().numTensors;
    const { history, best, network, backend } = await trainNetwork({
      ...options,
      dropout: 0.1,
      onEpoch: ({ epoch }) => {
        reported.push(epoch);
      },
    });
    expect(backend).toBe('wasm');
    expect(reported).toEqual([1, 2, 3, 4]);
    expect(history[3]?.loss).toBeLessThan(0.5 * (history[0]?.loss ?? 0));
    expect(best.validationMacroF1).toBeGreaterThan(0.9);
    expect(memory().numTensors).toBe(before);

    const classifier = await createClassifier({ ...network, backend: 'wasm' });
    const verdicts = mostProbableOf(await classifier.classify(validation.images, 24));
    classifier.dispose();
    expect(metricsOf(validation.labels, verdicts).macroF1).toBeCloseTo(best.validationMacroF1, 12);
  });

  it('gives the same weights for the same seed, others for another', async () => {
    const short: TrainingOptions = { ...options, epochs: 1, dropout: 0.2 };
    const first = await trainNetwork(short);
    const again = await trainNetwork(short);
    const other = await trainNetwork({ ...short, seed: 8 });
    expect(again.network.topologyJson).toBe(first.network.topologyJson);
    expect(again.network.weights).toEqual(first.network.weights);
    expect(other.network.weights).not.toEqual(first.network.weights);
  });

  it('left after an epoch and taken up again gives the very weights of a training in one go', async () => {
    const through: TrainingOptions = { ...options, epochs: 3, dropout: 0.2, shiftBins: 2 };
    const states: TrainingState[] = [];
    const whole = await trainNetwork({
      ...through,
      onEpoch: (_, state) => {
        states.push(state);
      },
    });
    const [first] = states.map((state) => trainingStateSchema.parse(deserialize(serialize(state))));
    const resumed = await trainNetwork({ ...through, ...(first && { state: first }) });
    expect(states).toHaveLength(3);
    expect(resumed.history).toEqual(whole.history);
    expect(resumed.network.weights).toEqual(whole.network.weights);
  });

  it.each(['classic', 'wide'] as const)('trains the %s layout too', async (name) => {
    const { history } = await trainNetwork({ ...options, layout: NETWORKS[name], epochs: 2 });
    expect(history[1]?.loss).toBeLessThan(history[0]?.loss ?? 0);
  });

  it('refuses to go on from the state of another network', async () => {
    const state = { history: [], weights: [], optimizer: [], best: { result: {}, weights: [] } } as never;
    await expect(trainNetwork({ ...options, state })).rejects.toThrow(/weights of another network/);
  });

  it('keeps the best epoch and stops when patience runs out', async () => {
    const { history, best } = await trainNetwork({
      ...options,
      layout: NETWORKS.classic,
      learningRate: 1e-9,
      epochs: 9,
      patience: 2,
    });
    expect(best.epoch).toBe(1);
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  });

  it.each<[Partial<TrainingOptions>, RegExp]>([
    [{ epochs: 0 }, /epochs must be/],
    [{ batchSize: 1.5 }, /batchSize must be/],
    [{ learningRate: 0 }, /learningRate must be/],
    [{ dropout: 1 }, /dropout must be/],
    [{ patience: 0 }, /patience must be/],
    [{ shiftBins: 0.5 }, /shiftBins must be/],
    [{ labels: new Uint8Array(3) }, /training: 3 labels need/],
    [{ validation: { images: new Uint8Array(0), labels: new Uint8Array(0) } }, /validation: 0 labels/],
    [{ labels: new Uint8Array(60).fill(6) }, /training: label 0 is 6/],
  ])('refuses %o by name', async (change, message) => {
    await expect(trainNetwork({ ...options, ...change })).rejects.toThrow(message);
  });
});
