import { io, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { artifactsFromFiles, type NetworkArtifacts, type NetworkFilesInput } from './artifacts.ts';
import { type BackendChoice, type BackendName, selectBackend } from './backend.ts';
import { IMAGE_PIXELS, IMAGE_SHAPE } from './preprocessing.ts';

export interface Classifier {
  readonly backend: BackendName;
  /** Probabilities of the six conditions for each of `count` images: count x 6, each row sums to 1. */
  classify(images: Uint8Array, count: number): Promise<Float32Array>;
  /** Frees the weights. The classifier cannot be used afterwards. */
  dispose(): void;
}

export interface ClassifierOptions extends NetworkFilesInput {
  /** Default `auto`. */
  backend?: BackendChoice;
  /** Images that go through the network at once. Changes speed and memory, not results. Default 64. */
  batchSize?: number;
}

/** Loads a network of 64 x 64 x 4 inputs and six outputs. Throws a HeliographError when it is not one. */
export async function createClassifier(options: ClassifierOptions): Promise<Classifier> {
  const { batchSize = 64 } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new HeliographError('invalid_input', `batchSize must be a positive integer, not ${batchSize}`);
  }
  const artifacts = artifactsFromFiles(options);
  const backend = await selectBackend(options.backend ?? 'auto');
  const network = await loadNetwork(artifacts);

  async function classify(images: Uint8Array, count: number): Promise<Float32Array> {
    if (!Number.isInteger(count) || count < 0 || images.length !== count * IMAGE_PIXELS) {
      throw new HeliographError(
        'invalid_input',
        `${count} images need ${count * IMAGE_PIXELS} bytes, got ${images.length}`,
      );
    }
    const probabilities = new Float32Array(count * CONDITIONS.length);
    for (let start = 0; start < count; start += batchSize) {
      const end = Math.min(count, start + batchSize);
      // Another classifier of this process may have chosen another backend while we waited for the last batch.
      await selectBackend(backend);
      const batch = await predict(network, images.subarray(start * IMAGE_PIXELS, end * IMAGE_PIXELS));
      probabilities.set(batch, start * CONDITIONS.length);
    }
    return probabilities;
  }

  return { backend, classify, dispose: () => network.dispose() };
}

async function loadNetwork(artifacts: NetworkArtifacts): Promise<LayersModel> {
  let network: LayersModel;
  try {
    network = await loadLayersModel(io.fromMemory(artifacts));
  } catch (cause) {
    const [reason] = messageOf(cause).split('\n');
    throw new HeliographError('model', `the network cannot be built from its topology and weights: ${reason}`, {
      cause,
    });
  }
  const [input, output] = [network.inputs[0]?.shape.slice(1), network.outputs[0]?.shape.slice(1)];
  if (`${input}` === `${IMAGE_SHAPE}` && `${output}` === `${CONDITIONS.length}`) return network;
  network.dispose();
  throw new HeliographError(
    'model',
    `the network maps ${input} to ${output}; expected ${IMAGE_SHAPE} to ${CONDITIONS.length}`,
  );
}

async function predict(network: LayersModel, pixels: Uint8Array): Promise<Float32Array> {
  const input = imageTensorOf(pixels);
  const output = network.predictOnBatch(input) as Tensor;
  try {
    return Float32Array.from(await output.data());
  } finally {
    input.dispose();
    output.dispose();
  }
}

/** A batch of images as the network reads them: bytes become 0..1. */
export function imageTensorOf(pixels: Uint8Array) {
  const values = new Float32Array(pixels.length);
  for (let i = 0; i < values.length; i++) values[i] = (pixels[i] as number) / 255;
  return tensor4d(values, [pixels.length / IMAGE_PIXELS, ...IMAGE_SHAPE]);
}
