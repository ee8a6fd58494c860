import type { KerasLayer, KerasNetwork } from '#domain/keras-network.ts';
import { HeliographError } from '#server/errors.ts';
import { KNOWN_LAYERS } from './layer-settings.ts';

const refused = (reason: string) => new HeliographError('model', reason);

/**
 * The layers of a Sequential or Functional model in the order in which the image goes through them, without its input.
 * Throws a HeliographError ('model') when the layers are not one chain from one input to one output.
 */
export function chainOf(network: KerasNetwork): { input: KerasLayer | null; layers: KerasLayer[] } {
  const { className, layers } = network;
  if (className === 'Sequential' || className === 'Functional' || className === 'Model') refuseUnread(layers);
  if (className === 'Sequential') {
    const [first, ...rest] = layers;
    return first?.className === 'InputLayer' ? { input: first, layers: rest } : { input: null, layers };
  }
  if (className !== 'Functional' && className !== 'Model') {
    throw refused(`the model is a ${className}; only Sequential and Functional models are read`);
  }
  return functionalChainOf(network);
}

/** Names every layer that is not read, in the order of the file: one look must be enough to know what to change. */
function refuseUnread(layers: readonly KerasLayer[]): void {
  const reasons = layers.flatMap(({ className, name, inbound }) => {
    const reads = inbound?.find((call) => call.length > 1)?.length;
    if (reads !== undefined) return `layer ${name} (${className}) merges ${reads} layers`;
    return KNOWN_LAYERS.includes(className) ? [] : `layer ${name} is a ${className}, which is not read`;
  });
  if (reasons.length === 0) return;
  throw refused(`${reasons.join('; ')}: only chains are read, of ${KNOWN_LAYERS.join(', ')}`);
}

function functionalChainOf({ layers, inputs, outputs }: KerasNetwork) {
  const [input, output] = [inputs?.[0], outputs?.[0]];
  if (input === undefined || output === undefined || inputs?.length !== 1 || outputs?.length !== 1) {
    throw refused('the model must have one input, the image, and one output, the six conditions');
  }
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const chain: KerasLayer[] = [];
  let name = output;
  // A chain visits each layer once; more steps mean that it runs in a circle.
  while (chain.length <= layers.length) {
    const layer = byName.get(name);
    if (!layer) throw refused(`the model reads a layer "${name}" that it does not have`);
    if (layer.name === input) {
      if (chain.length === layers.length - 1) return { input: layer, layers: chain.reverse() };
      const outside = layers.find((other) => other !== layer && !chain.includes(other));
      throw refused(`layer ${outside?.name} (${outside?.className}) is not on the way from the input to the output`);
    }
    chain.push(layer);
    const [call, ...others] = layer.inbound ?? [];
    const [before, ...more] = call ?? [];
    if (before === undefined || others.length > 0 || more.length > 0) {
      throw refused(`layer ${layer.name} (${layer.className}) does not read exactly one other layer, once`);
    }
    name = before;
  }
  throw refused('the layers of the model run in a circle');
}
