import { CONDITIONS } from '#server/domain/conditions.ts';
import type { KerasLayer, KerasWeight } from '#server/domain/keras-network.ts';
import { HeliographError } from '#server/errors.ts';

/** The layers with a softmax at their end. `logits` says that the network has none, and is refused when it has. */
export function withSoftmax(layers: readonly KerasLayer[], logits: boolean): KerasLayer[] {
  // Dropout does nothing once a network is trained.
  const last = layers.findLast(({ className }) => className !== 'Dropout');
  const activation = last?.config.activation ?? 'linear';
  if (logits) {
    if (activation !== 'linear') {
      throw new HeliographError('model', `the network ends in ${activation}, not in logits: leave --logits out`);
    }
    const config = { activation: 'softmax' };
    return [...layers, { className: 'Activation', name: 'added_softmax', config, inbound: null, weights: [] }];
  }
  if (activation === 'softmax') return [...layers];
  const remedy = activation === 'linear' ? ': if its outputs are logits, say --logits and softmax is added' : '';
  throw new HeliographError('model', `the network ends in ${activation}, not in softmax${remedy}`);
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
