import { io, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel, model } from '@tensorflow/tfjs-layers';
import { CONDITIONS } from '#domain/conditions.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { artifactsFromFiles, type NetworkArtifacts, type NetworkFilesInput } from './artifacts.ts';
import { type BackendChoice, type BackendName, selectBackend } from './backend.ts';
import { IMAGE_PIXELS, IMAGE_SHAPE } from './preprocessing.ts';

/** The last hidden layer of our own layouts. */
const FEATURE_LAYER = 'dense2_relu';

export interface Classifier {
  readonly backend: BackendName;
  /** Probabilities of the six conditions for each of `count` images: count x 6, each row sums to 1. */
  classify(images: Uint8Array, count: number): Promise<Float32Array>;
  /**
   * The same, with what the network's last hidden layer makes of each image: count x 84 for networks of our own layouts, null for
   * others.
   */
  examine(images: Uint8Array, count: number): Promise<{ probabilities: Float32Array; features: Float32Array | null }>;
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
  const inner = network.layers.find(({ name }) => name === FEATURE_LAYER)?.output;
  const outputs = inner && !Array.isArray(inner) ? [...network.outputs, inner] : network.outputs;
  const examined = model({ inputs: network.inputs, outputs });

  async function examine(images: Uint8Array, count: number) {
    if (!Number.isInteger(count) || count < 0 || images.length !== count * IMAGE_PIXELS) {
      throw new HeliographError(
        'invalid_input',
        `${count} images need ${count * IMAGE_PIXELS} bytes, got ${images.length}`,
      );
    }
    const probabilities = new Float32Array(count * CONDITIONS.length);
    const width = outputs[1]?.shape.at(-1) ?? 0;
    const features = outputs.length > 1 ? new Float32Array(count * width) : null;
    for (let start = 0; start < count; start += batchSize) {
      const end = Math.min(count, start + batchSize);
      // Another classifier of this process may have chosen another backend while we waited for the last batch.
      await selectBackend(backend);
      const [answers, hidden] = await predict(examined, images.subarray(start * IMAGE_PIXELS, end * IMAGE_PIXELS));
      if (answers) probabilities.set(answers, start * CONDITIONS.length);
      if (hidden) features?.set(hidden, start * width);
    }
    return { probabilities, features };
  }

  return {
    backend,
    examine,
    classify: async (images, count) => (await examine(images, count)).probabilities,
    dispose: () => network.dispose(),
  };
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

/** What the outputs of a network give for a batch, in their order. */
async function predict(network: LayersModel, pixels: Uint8Array): Promise<Float32Array[]> {
  const input = imageTensorOf(pixels);
  const answer = network.predictOnBatch(input);
  const outputs: Tensor[] = Array.isArray(answer) ? answer : [answer];
  try {
    return await Promise.all(outputs.map(async (output) => Float32Array.from(await output.data())));
  } finally {
    input.dispose();
    for (const output of outputs) output.dispose();
  }
}

/** A batch of images as the network reads them: bytes become 0..1. */
export function imageTensorOf(pixels: Uint8Array) {
  const values = new Float32Array(pixels.length);
  for (let i = 0; i < values.length; i++) values[i] = (pixels[i] as number) / 255;
  return tensor4d(values, [pixels.length / IMAGE_PIXELS, ...IMAGE_SHAPE]);
}
