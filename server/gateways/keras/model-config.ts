import { z } from 'zod';
import { KERAS_LIMITS, type KerasNetwork } from '#domain/keras-network.ts';
import { HeliographError } from '#server/errors.ts';

/** Deeper than any call: tensors lie in its arguments, or in a list of them. */
const DEEPEST_CALL = 8;
const historySchema = z.looseObject({ keras_history: z.tuple([z.string(), z.number(), z.number()]) });
const tensorSchema = z.tuple([z.string(), z.number(), z.number()], z.unknown());

/**
 * Names of the layers that a layer reads, one list a call. Keras 2 writes a call as a list of [name, 0, 0, {}], Keras 3 as
 * its arguments, in which each tensor has the history of where it comes from.
 */
function inboundOf(nodes: unknown): string[][] | null {
  if (nodes === undefined) return null;
  if (!Array.isArray(nodes)) return [[]];
  return nodes.map((call: unknown) => {
    if (!Array.isArray(call)) return historiesIn(call, 0);
    const single = tensorSchema.safeParse(call);
    if (single.success) return [single.data[0]];
    return call.flatMap((tensor: unknown) => tensorSchema.safeParse(tensor).data?.[0] ?? []);
  });
}

function historiesIn(value: unknown, depth: number): string[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST_CALL) return [];
  const tensor = historySchema.safeParse(value);
  if (tensor.success) return [tensor.data.keras_history[0]];
  return Object.values(value).flatMap((inner) => historiesIn(inner, depth + 1));
}

const layerSchema = z.looseObject({
  class_name: z.string(),
  config: z.looseObject({ name: z.string().optional() }),
  name: z.string().optional(),
  inbound_nodes: z.unknown().optional(),
});

/** One end is written as [name, 0, 0], more of them as a list of such. */
const endsSchema = z
  .union([
    z.tuple([z.string(), z.number(), z.number()]).transform(([name]) => [name]),
    z.array(z.tuple([z.string(), z.number(), z.number()]).transform(([name]) => name)),
  ])
  .optional();

const configSchema = z.looseObject({
  class_name: z.string(),
  config: z.looseObject({
    layers: z.array(layerSchema).min(1).max(KERAS_LIMITS.layers),
    input_layers: endsSchema,
    output_layers: endsSchema,
  }),
});

/** The layers of a Keras model's configuration, without their weights. Throws a HeliographError ('model'). */
export function parseModelConfig(text: string, where: string): KerasNetwork {
  if (text.length > KERAS_LIMITS.configBytes) {
    throw new HeliographError('model', `${where} has ${text.length} characters; at most ${KERAS_LIMITS.configBytes}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new HeliographError('model', `${where} is not valid JSON`, { cause });
  }
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new HeliographError('model', `${where} is not a Keras model: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { class_name, config } = parsed.data;
  return {
    className: class_name,
    layers: config.layers.map((layer, index) => ({
      className: layer.class_name,
      name: layer.config.name ?? layer.name ?? `layer${index}`,
      config: layer.config,
      inbound: inboundOf(layer.inbound_nodes),
      weights: [],
    })),
    inputs: config.input_layers ?? null,
    outputs: config.output_layers ?? null,
  };
}
