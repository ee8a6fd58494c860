import { z } from 'zod';
import type { KerasLayer } from '#domain/keras-network.ts';
import { HeliographError } from '#server/errors.ts';

/** One number, also where Keras wrote a list of it. */
const axis = z.union([z.number(), z.tuple([z.number()]).transform(([only]) => only)]).default(-1);
const zero = z.literal(0).nullish();

const softmaxSchema = z.object({ axis: axis.refine((value) => value === -1, 'must be -1, over the outputs') });
const reluSchema = z.object({
  max_value: z.union([z.literal(6), z.null()]).default(null),
  negative_slope: zero,
  alpha: zero,
  threshold: zero,
});

/** Layers of an activation alone, Softmax and ReLU, as the Activation that they are. Throws `model` that names the layer. */
export function withActivations(layers: readonly KerasLayer[]): KerasLayer[] {
  return layers.map((layer) => {
    if (layer.className === 'Softmax') {
      settings(softmaxSchema, layer);
      return asActivation(layer, 'softmax');
    }
    if (layer.className !== 'ReLU') return layer;
    return asActivation(layer, settings(reluSchema, layer).max_value === 6 ? 'relu6' : 'relu');
  });
}

function asActivation(layer: KerasLayer, activation: string): KerasLayer {
  return { ...layer, className: 'Activation', config: { ...layer.config, activation } };
}

function settings<T>(schema: z.ZodType<T>, { className, name, config }: KerasLayer): T {
  const parsed = schema.safeParse(config);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HeliographError('model', `layer ${name} (${className}): ${issue?.path.join('.')}: ${issue?.message}`);
}
