import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NetworkFiles } from '#models/classifier/artifacts.ts';
import { type BackendName, isNativeAvailable } from '#models/classifier/backend.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { randomImages, untrainedNetwork } from './random-images.ts';

let network: NetworkFiles;
const images = randomImages(10, 5);

beforeAll(async () => {
  network = await untrainedNetwork(3);
});

async function classifyOn(backend: BackendName, batchSize = 64): Promise<Float32Array> {
  const classifier = await createClassifier({ ...network, backend, batchSize });
  expect(classifier.backend).toBe(backend);
  const probabilities = await classifier.classify(images, 10);
  classifier.dispose();
  return probabilities;
}

const largestDifference = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN))));

describe('createClassifier', () => {
  it('gives six probabilities for each image, which sum to 1 and differ from image to image', async () => {
    const probabilities = await classifyOn('wasm');
    expect(probabilities).toHaveLength(60);
    for (let i = 0; i < 10; i++) {
      const row = probabilities.subarray(6 * i, 6 * i + 6);
      expect(row.every((probability) => probability > 0)).toBe(true);
      expect(row.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 5);
    }
    expect(largestDifference(probabilities.subarray(0, 6), probabilities.subarray(6, 12))).toBeGreaterThan(1e-3);
  });

  it('gives the same softmax in WebAssembly and in plain JavaScript, within 1e-4', async () => {
    expect(largestDifference(await classifyOn('wasm'), await classifyOn('cpu'))).toBeLessThan(1e-4);
  });

  it('gives the same softmax in native TensorFlow, where that is installed', async ({ skip }) => {
    if (!(await isNativeAvailable())) skip('@tensorflow/tfjs-node is not installed');
    expect(largestDifference(await classifyOn('wasm'), await classifyOn('node'))).toBeLessThan(1e-4);
  });

  it('does not depend on the batch size', async () => {
    const whole = await classifyOn('wasm', 64);
    for (const batchSize of [1, 3, 10]) {
      expect(largestDifference(whole, await classifyOn('wasm', batchSize))).toBeLessThan(1e-6);
    }
  });

  it('leaves no tensor behind, neither when it classifies nor when it is disposed of', async () => {
    const before = memory().numTensors;
    const classifier = await createClassifier({ ...network, backend: 'wasm', batchSize: 4 });
    const loaded = memory().numTensors;
    await classifier.classify(images, 10);
    expect(memory().numTensors).toBe(loaded);
    classifier.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('answers no images with no probabilities', async () => {
    const classifier = await createClassifier({ ...network, backend: 'wasm' });
    expect(await classifier.classify(new Uint8Array(0), 0)).toHaveLength(0);
    classifier.dispose();
  });

  it('keeps two classifiers on different backends apart', async () => {
    const wasm = await createClassifier({ ...network, backend: 'wasm', batchSize: 3 });
    const cpu = await createClassifier({ ...network, backend: 'cpu', batchSize: 3 });
    const [first, second] = await Promise.all([wasm.classify(images, 10), cpu.classify(images, 10)]);
    expect(largestDifference(first, second)).toBeLessThan(1e-4);
    wasm.dispose();
    cpu.dispose();
  });

  it('refuses a byte count that does not fit, a bad batch size, and damaged files', async () => {
    const classifier = await createClassifier({ ...network, backend: 'wasm' });
    await expect(classifier.classify(images, 9)).rejects.toThrow('9 images need 147456 bytes, got 163840');
    classifier.dispose();
    await expect(createClassifier({ ...network, batchSize: 0 })).rejects.toThrow(/batchSize must be/);
    await expect(createClassifier({ ...network, weights: network.weights.subarray(4) })).rejects.toThrow(
      /weights.bin holds/,
    );
    await expect(createClassifier({ ...network, topologyJson: '{}' })).rejects.toThrow(/model.json: modelTopology/);
    await expect(createClassifier({ ...network, topologyJson: 'x' })).rejects.toThrow(/model.json is not valid JSON/);
  });

  it('leaves the process its own handling of uncaught errors', async () => {
    expect((await runInWorker()).listeners).toEqual([0, 0]);
  });

  it('gives the same numbers in a worker thread', async () => {
    const { probabilities } = await runInWorker();
    expect(largestDifference(await classifyOn('wasm'), probabilities)).toBe(0);
  });
});

async function runInWorker(): Promise<{ probabilities: Float32Array; listeners: [number, number] }> {
  const worker = new Worker(fileURLToPath(new URL('./classify-in-worker.ts', import.meta.url)), {
    workerData: { network, images },
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}
