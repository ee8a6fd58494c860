import { z } from 'zod';
import type { KerasLayer, KerasNetwork } from '#domain/keras-network.ts';
import { type NetworkFiles, networkFilesOf } from '#models/classifier/artifacts.ts';
import { IMAGE_SHAPE } from '#models/classifier/preprocessing.ts';
import { HeliographError } from '#server/errors.ts';
import { withActivations } from './activation-layers.ts';
import { chainOf } from './chain.ts';
import { settingsOf } from './layer-settings.ts';
import { inOurOrder, withSoftmax } from './outputs.ts';

export interface KerasConversion {
  /** What the six outputs mean, in the file's order. */
  conditions: readonly string[];
  /** True when the outputs are logits: softmax is added. */
  logits: boolean;
}

export interface ConvertedNetwork extends NetworkFiles {
  /** What to say instead of `logits`, where the network ends otherwise: to be told when all else is well. */
  advice: string | null;
}

/** What TensorFlow.js takes for a layer's name. */
const PLAIN_NAME = /^[A-Za-z0-9][\w.-]*$/;

const shapeSchema = z.array(z.number().nullable());

/**
 * A Keras network as a TensorFlow.js LayersModel, a chain of named layers.
 * Throws a HeliographError ('model') that names the layer when it holds what is not known, or weights that do not fit.
 */
export function convertKeras(network: KerasNetwork, { conditions, logits }: KerasConversion): ConvertedNetwork {
  const { input, layers } = chainOf(network);
  checkInput(input ?? layers[0]);
  for (const layer of withActivations(layers)) settingsOf(layer);
  const { layers: ended, advice } = withSoftmax(withActivations(layers), logits);
  const chain = withPlainNames(inOurOrder(ended, conditions));
  const weights = chain.flatMap((layer) =>
    layer.weights.map(({ name, shape, values }) => ({ name: `${layer.name}/${name}`, shape, values })),
  );
  const files = networkFilesOf({
    modelTopology: {
      class_name: 'Sequential',
      config: { name: 'imported', layers: chain.map((layer, index) => topologyOf(layer, index === 0)) },
    },
    weightSpecs: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
    weightData: joined(weights.map(({ values }) => values)),
  });
  return { ...files, advice };
}

/** Names may be in any script; those that TensorFlow.js does not take, or that come twice, are numbered. */
function withPlainNames(layers: readonly KerasLayer[]): KerasLayer[] {
  const names = new Set(layers.map(({ name }) => name));
  const isPlain = names.size === layers.length && layers.every(({ name }) => PLAIN_NAME.test(name));
  return isPlain ? [...layers] : layers.map((layer, index) => ({ ...layer, name: `layer_${index + 1}` }));
}

function topologyOf(layer: KerasLayer, first: boolean) {
  const shape = first ? { batch_input_shape: [null, ...IMAGE_SHAPE] } : {};
  return { class_name: layer.className, config: { name: layer.name, ...settingsOf(layer), ...shape } };
}

function checkInput(first: KerasLayer | undefined): void {
  // Keras 2 writes batch_input_shape, Keras 3 batch_shape.
  const parsed = shapeSchema.safeParse(first?.config.batch_input_shape ?? first?.config.batch_shape);
  const shape = parsed.success ? parsed.data.slice(1) : null;
  if (`${shape}` === `${IMAGE_SHAPE}`) return;
  const found = shape ? shape.map((side) => side ?? 'any').join(' x ') : 'no shape that it names';
  throw new HeliographError('model', `its input is ${found}; expected ${IMAGE_SHAPE.join(' x ')}`);
}

/** float32, little-endian, one weight after the other. */
function joined(parts: readonly Float32Array[]): ArrayBuffer {
  const bytes = new ArrayBuffer(4 * parts.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(bytes);
  let at = 0;
  for (const part of parts) {
    for (const value of part) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}
