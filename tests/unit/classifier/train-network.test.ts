import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { selectBackend } from '#models/classifier/backend.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { metricsOf, mostProbableOf } from '#models/classifier/metrics.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { type LabelledImages, type TrainingOptions, trainLenet5 } from '#models/classifier/train-lenet5.ts';
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
const options: TrainingOptions = { ...training, validation, epochs: 4, batchSize: 12, seed: 7, backend: 'wasm' };

beforeAll(() => selectBackend('wasm'));

describe('trainLenet5', () => {
  it('lowers the loss, finds what is separable, and reports every epoch', async () => {
    const reported: number[] = [];
    const before = memory().numTensors;
    const { history, best, network, backend } = await trainLenet5({
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
    const first = await trainLenet5(short);
    const again = await trainLenet5(short);
    const other = await trainLenet5({ ...short, seed: 8 });
    expect(again.network.topologyJson).toBe(first.network.topologyJson);
    expect(again.network.weights).toEqual(first.network.weights);
    expect(other.network.weights).not.toEqual(first.network.weights);
  });

  it('keeps the best epoch and stops when patience runs out', async () => {
    const { history, best } = await trainLenet5({ ...options, learningRate: 1e-9, epochs: 9, patience: 2 });
    expect(best.epoch).toBe(1);
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  });

  it.each<[Partial<TrainingOptions>, RegExp]>([
    [{ epochs: 0 }, /epochs must be/],
    [{ batchSize: 1.5 }, /batchSize must be/],
    [{ learningRate: 0 }, /learningRate must be/],
    [{ dropout: 1 }, /dropout must be/],
    [{ patience: 0 }, /patience must be/],
    [{ labels: new Uint8Array(3) }, /training: 3 labels need/],
    [{ validation: { images: new Uint8Array(0), labels: new Uint8Array(0) } }, /validation: 0 labels/],
    [{ labels: new Uint8Array(60).fill(6) }, /training: label 0 is 6/],
  ])('refuses %o by name', async (change, message) => {
    await expect(trainLenet5({ ...options, ...change })).rejects.toThrow(message);
  });
});
