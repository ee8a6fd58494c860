import {
  avgPool,
  conv2d,
  grads,
  matMul,
  maxPool,
  memory,
  mul,
  randomNormal,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { selectBackend } from '#models/classifier/backend.ts';
import { registerTrainingKernels } from '#models/classifier/training-kernels.ts';

beforeAll(async () => {
  await selectBackend('wasm');
  registerTrainingKernels();
});

type Operation = (...inputs: Tensor[]) => Tensor;

/** Gradients of `operation`, weighted by fixed numbers, for the inputs of the given shapes; flat, one after the other. */
async function gradientsOn(backend: 'wasm' | 'cpu', operation: Operation, shapes: number[][]): Promise<number[]> {
  await selectBackend(backend);
  return tidy(() => {
    const inputs = shapes.map((shape, i) => tensor(noise(shape, i + 1), shape));
    const weighted = (...args: Tensor[]) => {
      const result = operation(...args);
      return mul(result, tensor(noise(result.shape, 99), result.shape));
    };
    return grads(weighted)(inputs).flatMap((gradient) => Array.from(gradient.dataSync()));
  });
}

function noise(shape: number[], seed: number): Float32Array {
  return tidy(() => randomNormal(shape, 0, 1, 'float32', seed).dataSync() as Float32Array).slice();
}

async function expectSameGradients(operation: Operation, shapes: number[][]): Promise<void> {
  const expected = await gradientsOn('cpu', operation, shapes);
  const actual = await gradientsOn('wasm', operation, shapes);
  expect(actual).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  const worst = Math.max(...actual.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN))));
  expect(largest).toBeGreaterThan(0.1);
  expect(worst / largest).toBeLessThan(1e-5);
}

const convolution =
  (padding: 'valid' | 'same', stride = 1): Operation =>
  (x, filter) =>
    conv2d(x as Parameters<typeof conv2d>[0], filter as Parameters<typeof conv2d>[1], stride, padding);
const pooling =
  (window: number, stride: number, padding: 'valid' | 'same' = 'valid'): Operation =>
  (x) =>
    maxPool(x as Parameters<typeof maxPool>[0], window, stride, padding);

describe('training kernels of the wasm backend give the gradients of the cpu backend', () => {
  it('for the input and the filter of a valid convolution', async () => {
    await expectSameGradients(convolution('valid'), [
      [3, 14, 11, 4],
      [5, 5, 4, 6],
    ]);
  });

  it('for the input and the filter of a padded convolution, odd and even filters alike', async () => {
    await expectSameGradients(convolution('same'), [
      [2, 9, 9, 3],
      [5, 5, 3, 2],
    ]);
    await expectSameGradients(convolution('same'), [
      [2, 9, 9, 3],
      [4, 2, 3, 2],
    ]);
  });

  it('for max pooling, with rows left over too', async () => {
    await expectSameGradients(pooling(2, 2), [[2, 8, 6, 3]]);
    await expectSameGradients(pooling(2, 2), [[2, 9, 7, 3]]);
    await expectSameGradients(pooling(3, 3), [[1, 10, 10, 2]]);
  });

  it('for average pooling, with rows left over too', async () => {
    const averaging =
      (window: number): Operation =>
      (x) =>
        avgPool(x as Parameters<typeof avgPool>[0], window, window, 'valid');
    await expectSameGradients(averaging(2), [[2, 8, 6, 3]]);
    await expectSameGradients(averaging(2), [[2, 9, 7, 3]]);
    await expectSameGradients(averaging(3), [[1, 10, 11, 2]]);
  });

  it('for max pooling whose windows overlap, which the backend itself does', async () => {
    await expectSameGradients(pooling(3, 2), [[2, 9, 9, 3]]);
  });

  it('for a product of matrices, plain and transposed', async () => {
    await expectSameGradients(
      (a, b) => matMul(a, b),
      [
        [7, 5],
        [5, 9],
      ],
    );
    await expectSameGradients(
      (a, b) => matMul(a, b, true, true),
      [
        [2, 5, 7],
        [2, 9, 5],
      ],
    );
  });

  it('and leave no tensor behind', async () => {
    await gradientsOn('wasm', convolution('valid'), [
      [2, 9, 9, 3],
      [5, 5, 3, 2],
    ]);
    const before = memory();
    const [tensors, buffers] = [before.numTensors, before.numDataBuffers];
    await gradientsOn('wasm', convolution('valid'), [
      [2, 9, 9, 3],
      [5, 5, 3, 2],
    ]);
    await gradientsOn('wasm', pooling(2, 2), [[2, 8, 6, 3]]);
    await gradientsOn('wasm', (a, b) => matMul(a, b), [
      [7, 5],
      [5, 9],
    ]);
    expect([memory().numTensors, memory().numDataBuffers]).toEqual([tensors, buffers]);
  });

  it('and say so where they have no gradient: a filter with strides', async () => {
    await expect(
      gradientsOn('wasm', convolution('valid', 2), [
        [2, 9, 9, 3],
        [3, 3, 3, 2],
      ]),
    ).rejects.toThrow(/Conv2DBackpropFilter on the wasm backend needs stride 1/);
  });
});
