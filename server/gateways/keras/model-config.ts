import { z } from 'zod';
import { KERAS_LIMITS, type KerasNetwork } from '#server/domain/keras-network.ts';
import { HeliographError } from '#server/errors.ts';

/** Keras 2 names the layers a layer reads in nested lists, Keras 3 in the history of its tensors. */
const inboundSchema = z.union([
  z.array(z.array(z.tuple([z.string(), z.number(), z.number()], z.unknown()).transform(([name]) => name))),
  z.array(
    z
      .looseObject({
        args: z.array(
          z.looseObject({
            config: z.looseObject({ keras_history: z.tuple([z.string(), z.number(), z.number()]) }),
          }),
        ),
      })
      .transform(({ args }) => args.map(({ config }) => config.keras_history[0])),
  ),
]);

const layerSchema = z.looseObject({
  class_name: z.string(),
  config: z.looseObject({ name: z.string().optional() }),
  name: z.string().optional(),
  inbound_nodes: inboundSchema.optional(),
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
      inbound: layer.inbound_nodes ?? null,
      weights: [],
    })),
    inputs: config.input_layers ?? null,
    outputs: config.output_layers ?? null,
  };
}
