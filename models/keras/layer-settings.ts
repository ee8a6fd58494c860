import { z } from 'zod';
import type { KerasLayer } from '#domain/keras-network.ts';
import { HeliographError } from '#server/errors.ts';

// Of the activations, those that Keras and TensorFlow.js compute alike and every backend has.
const activation = z.enum(['linear', 'relu', 'relu6', 'elu', 'tanh', 'sigmoid', 'softmax']);
const size = z.number().int().min(1).max(4096);
const pair = z.tuple([size, size]);
const padding = z.enum(['valid', 'same']);
const rows = z.number().int().min(0).max(64);
const channelsLast = z.literal('channels_last').default('channels_last');
const pooling = { pool_size: pair, strides: pair, padding, data_format: channelsLast };

/** Of each known layer, the settings that decide what it computes, under names that Keras and TensorFlow.js share. */
const SETTINGS: Record<string, z.ZodType<Record<string, unknown>>> = {
  Conv2D: z.object({
    filters: size,
    kernel_size: pair,
    strides: pair,
    padding,
    data_format: channelsLast,
    dilation_rate: pair.default([1, 1]),
    // Dropped again below: TensorFlow.js has no groups.
    groups: z.literal(1).default(1),
    activation,
    use_bias: z.boolean(),
  }),
  MaxPooling2D: z.object(pooling),
  AveragePooling2D: z.object(pooling),
  GlobalAveragePooling2D: z.object({ data_format: channelsLast, keepdims: z.literal(false).default(false) }),
  ZeroPadding2D: z.object({
    padding: z.tuple([z.tuple([rows, rows]), z.tuple([rows, rows])]),
    data_format: channelsLast,
  }),
  BatchNormalization: z.object({
    // Over the channels, which come last: of images or of vectors.
    axis: z
      .union([z.number(), z.tuple([z.number()]).transform(([axis]) => axis)])
      .refine((axis) => [-1, 1, 3].includes(axis)),
    epsilon: z.number().positive(),
    center: z.boolean(),
    scale: z.boolean(),
  }),
  Flatten: z.object({ data_format: channelsLast }),
  Dense: z.object({ units: size, activation, use_bias: z.boolean() }),
  Activation: z.object({ activation }),
  Dropout: z.object({ rate: z.number().min(0).lt(1) }),
};

/** Of all layers that are read, for messages. */
export const KNOWN_LAYERS: readonly string[] = ['InputLayer', 'ReLU', 'Softmax', ...Object.keys(SETTINGS)];

/** Settings that only say what is anyway so, and that TensorFlow.js does not know. */
const IMPLIED = new Set(['groups', 'keepdims']);

/** The settings of a layer as TensorFlow.js reads them. Throws a HeliographError ('model') that names layer and setting. */
export function settingsOf({ className, name, config }: KerasLayer): Record<string, unknown> {
  const schema = Object.hasOwn(SETTINGS, className) ? SETTINGS[className] : undefined;
  if (!schema) {
    throw new HeliographError('model', `layer ${name} is a ${className}, which is not read`);
  }
  const precision = precisionOf(config.dtype);
  if (precision !== 'float32') {
    throw new HeliographError('model', `layer ${name} computes in ${precision}; only float32 is read`);
  }
  const parsed = schema.safeParse(config);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new HeliographError('model', `layer ${name} (${className}): ${issue?.path.join('.')}: ${issue?.message}`);
  }
  return Object.fromEntries(Object.entries(parsed.data).filter(([key]) => !IMPLIED.has(key)));
}

/** A name in Keras 2, a policy around a name in Keras 3; without one it is float32. */
function precisionOf(dtype: unknown): string {
  if (dtype === undefined || dtype === null) return 'float32';
  if (typeof dtype === 'string') return dtype;
  const policy = z.object({ config: z.object({ name: z.string() }) }).safeParse(dtype);
  return policy.success ? policy.data.config.name : 'an unknown precision';
}
