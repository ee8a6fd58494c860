import type { Group } from 'h5wasm';
import { KERAS_LIMITS, type KerasLayer, type KerasNetwork, type KerasWeight } from '#domain/keras-network.ts';
import { HeliographError } from '#server/errors.ts';
import { groupAt, textsOf, WeightBudget, weightAt, withHdf5 } from '#server/gateways/keras/hdf5.ts';
import { parseModelConfig } from '#server/gateways/keras/model-config.ts';
import { unzip } from '#server/gateways/keras/unzip.ts';

const HDF5_SIGNATURE = '\x89HDF\r\n\x1a\n';
const ZIP_SIGNATURE = 'PK\x03\x04';

/** Reads a Keras model from the bytes of a .h5 or .keras file, whichever it truly is. Throws a HeliographError ('model'). */
export async function parseKeras(bytes: Uint8Array): Promise<KerasNetwork> {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (head === HDF5_SIGNATURE) return parseH5(bytes);
  if (head.startsWith(ZIP_SIGNATURE)) return parseArchive(bytes);
  throw new HeliographError('model', 'it is neither an HDF5 file (.h5) nor a Keras archive (.keras)');
}

function parseH5(bytes: Uint8Array): Promise<KerasNetwork> {
  return withHdf5(bytes, (root) => {
    const config = textsOf(root, 'model_config')?.[0];
    if (config === undefined) {
      throw new HeliographError('model', 'it holds no model_config: save the whole model, not only its weights');
    }
    const network = parseModelConfig(config, 'model_config');
    const weights = groupAt(root, 'model_weights');
    if (!weights) throw new HeliographError('model', 'it holds no model_weights');
    const budget = new WeightBudget();
    for (const layer of network.layers) layer.weights = weightsOfH5Layer(weights, layer, budget);
    return network;
  });
}

function weightsOfH5Layer(weights: Group, { name }: KerasLayer, budget: WeightBudget): KerasWeight[] {
  const group = groupAt(weights, name);
  // A weight is called "conv/kernel:0" in Keras 2, "sequential/conv/kernel" in Keras 3.
  const keys = (group && textsOf(group, 'weight_names')) ?? [];
  return group ? keys.map((key) => weightAt(group, key, key.replace(/^.*\//, '').replace(/:\d+$/, ''), budget)) : [];
}

async function parseArchive(bytes: Uint8Array): Promise<KerasNetwork> {
  const files = unzip(bytes, {
    'metadata.json': KERAS_LIMITS.configBytes,
    'config.json': KERAS_LIMITS.configBytes,
    'model.weights.h5': KERAS_LIMITS.fileBytes,
  });
  const [config, weights] = [files.get('config.json'), files.get('model.weights.h5')];
  if (!config || !weights) {
    throw new HeliographError('model', `the .keras archive has no ${config ? 'model.weights.h5' : 'config.json'}`);
  }
  const network = parseModelConfig(Buffer.from(config).toString('utf8'), 'config.json');
  await withHdf5(weights, (root) => {
    const layers = groupAt(root, 'layers');
    if (!layers) throw new HeliographError('model', 'model.weights.h5 holds no layers');
    const seen = new Map<string, number>();
    const budget = new WeightBudget();
    for (const layer of network.layers) layer.weights = weightsOfArchivedLayer(layers, layer, seen, budget);
  });
  return network;
}

/** Layers are filed under their class and a counter (conv2d, conv2d_1), weights under 0, 1, ... in the order of Keras. */
function weightsOfArchivedLayer(
  layers: Group,
  layer: KerasLayer,
  seen: Map<string, number>,
  budget: WeightBudget,
): KerasWeight[] {
  const key = snakeCase(layer.className);
  const count = seen.get(key) ?? 0;
  seen.set(key, count + 1);
  const group = groupAt(layers, count === 0 ? key : `${key}_${count}`);
  const vars = group && groupAt(group, 'vars');
  if (!vars) return [];
  const filedFor = textsOf(vars, 'name')?.[0];
  if (filedFor !== undefined && filedFor !== layer.name) {
    throw new HeliographError('model', `the weights of layer ${layer.name} are filed for ${filedFor}`);
  }
  const names = weightNamesOf(layer);
  const keys = vars.keys().slice(0, KERAS_LIMITS.perLayer);
  return keys.map((_, index) => weightAt(vars, String(index), names[index] ?? `weight ${index}`, budget));
}

/** conv2d, max_pooling2d, batch_normalization: as Keras makes them of class names. */
function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function weightNamesOf({ className, config }: KerasLayer): string[] {
  if (className !== 'BatchNormalization') return ['kernel', 'bias'];
  const [scale, center] = [config.scale === false ? [] : ['gamma'], config.center === false ? [] : ['beta']];
  return [...scale, ...center, 'moving_mean', 'moving_variance'];
}
