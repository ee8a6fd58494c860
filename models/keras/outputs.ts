import { CONDITIONS } from '#domain/conditions.ts';
import type { KerasLayer, KerasWeight } from '#domain/keras-network.ts';
import { HeliographError } from '#server/errors.ts';

/** Layers that change no value of a trained network. */
function keepsValues({ className, config }: KerasLayer): boolean {
  if (className === 'Dropout' || className === 'Flatten') return true;
  return className === 'Activation' && config.activation === 'linear';
}

/**
 * The layers with a softmax at their end: it is added to logits. `advice` is what to say instead where that is not what the
 * user said; it is for whoever knows that nothing else is wrong with the network.
 */
export function withSoftmax(
  layers: readonly KerasLayer[],
  logits: boolean,
): { layers: KerasLayer[]; advice: string | null } {
  const activation = layers.findLast((layer) => !keepsValues(layer))?.config.activation ?? 'linear';
  if (activation === 'softmax') {
    const advice = logits ? 'the network ends in softmax, not in logits: leave --logits out' : null;
    return { layers: [...layers], advice };
  }
  if (activation !== 'linear') {
    throw new HeliographError('model', `the network ends in ${activation}, not in softmax or logits`);
  }
  const config = { activation: 'softmax' };
  const softmax = { className: 'Activation', name: 'added_softmax', config, inbound: null, weights: [] };
  const advice =
    'the network ends in linear, not in softmax: if its outputs are logits, say --logits and softmax is added';
  return { layers: [...layers, softmax], advice: logits ? null : advice };
}

const KEEPS_CHANNELS = new Set(['Activation', 'Dropout', 'GlobalAveragePooling2D', 'AveragePooling2D', 'MaxPooling2D']);

/**
 * The layers with their six outputs in the order of CONDITIONS: the last weights are put into another order.
 * @param order what the outputs mean as the file has them: the six conditions in any order
 */
export function inOurOrder(layers: readonly KerasLayer[], order: readonly string[]): KerasLayer[] {
  if (`${[...order].sort()}` !== `${[...CONDITIONS].sort()}`) {
    throw new HeliographError(
      'invalid_input',
      `the conditions must be ${CONDITIONS.join(', ')}, each once, in any order`,
    );
  }
  const from = CONDITIONS.map((condition) => order.indexOf(condition));
  if (from.every((column, index) => column === index)) return [...layers];
  const at = layers.findLastIndex(({ weights }) => weights.length > 0);
  const last = layers[at];
  const after = layers.slice(at + 1);
  if (
    !last ||
    !['Dense', 'Conv2D'].includes(last.className) ||
    !after.every(({ className }) => KEEPS_CHANNELS.has(className))
  ) {
    throw new HeliographError(
      'model',
      'its outputs cannot be reordered: the last layer with weights must be Dense or Conv2D',
    );
  }
  return layers.with(at, { ...last, weights: last.weights.map((weight) => reordered(weight, from)) });
}

/** A weight with its last axis in another order. */
function reordered(weight: KerasWeight, from: readonly number[]): KerasWeight {
  const columns = weight.shape.at(-1) ?? 0;
  if (columns !== from.length) {
    throw new HeliographError('model', `the network has ${columns} outputs, not ${from.length}`);
  }
  const values = new Float32Array(weight.values.length);
  for (let i = 0; i < values.length; i++) {
    const column = i % columns;
    values[i] = weight.values[i - column + (from[column] as number)] as number;
  }
  return { ...weight, values };
}
