import { initializers, layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { CONDITIONS } from '#domain/conditions.ts';
import { IMAGE_SHAPE } from './preprocessing.ts';

/** A network of LeNet-5's form: twice a convolution of 5 x 5 and a pooling of 2 x 2, two dense layers, softmax. */
export interface NetworkLayout {
  /** Filters of the two convolutions. */
  filters: readonly [number, number];
  /** Units of the two hidden dense layers. */
  hidden: readonly [number, number];
  pooling: 'max' | 'average';
  /** Batch normalisation (Ioffe and Szegedy 2015) of the image's channels and before every ReLU. */
  normalised: boolean;
}

/**
 * - `classic`: LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998) with ReLU and max pooling; 338,296 weights
 * - `wide`: the larger one that this method was first published with
 * - `lenet5`: LeNet-5 with its own average pooling, and batch normalisation; 338,990 weights
 */
export const NETWORKS = {
  classic: { filters: [6, 16], hidden: [120, 84], pooling: 'max', normalised: false },
  wide: { filters: [32, 64], hidden: [128, 54], pooling: 'max', normalised: false },
  lenet5: { filters: [6, 16], hidden: [120, 84], pooling: 'average', normalised: true },
} as const satisfies Record<string, NetworkLayout>;

export type NetworkName = keyof typeof NETWORKS;

/** Layers behind which training drops values. */
export const DROPOUT_BEHIND: readonly string[] = ['dense1_relu', 'dense2_relu'];

/**
 * Builds a network of untrained weights for 64 x 64 x 4 images, softmax over the six conditions. The same seed gives
 * the same weights. Layers are named, so that model.json never depends on what was built before.
 */
export function buildNetwork(layout: NetworkLayout, seed: number): Sequential {
  const { filters, hidden, pooling, normalised } = layout;
  let drawn = 0;
  const weighted = () => ({
    kernelInitializer: initializers.glorotUniform({ seed: seed + 7919 * drawn++ }),
    useBias: !normalised,
  });
  const normalisation = (name: string) => (normalised ? [layers.batchNormalization({ name, momentum: 0.9 })] : []);
  const activated = (name: string, layer: layers.Layer) => [
    layer,
    ...normalisation(`${name}_norm`),
    layers.activation({ name: `${name}_relu`, activation: 'relu' }),
  ];
  const pool = (name: string) =>
    pooling === 'max' ? layers.maxPooling2d({ name, poolSize: 2 }) : layers.averagePooling2d({ name, poolSize: 2 });
  return sequential({
    name: 'lenet5',
    layers: [
      layers.inputLayer({ name: 'image', inputShape: [...IMAGE_SHAPE] }),
      ...normalisation('image_norm'),
      ...activated('conv1', layers.conv2d({ name: 'conv1', filters: filters[0], kernelSize: 5, ...weighted() })),
      pool('pool1'),
      ...activated('conv2', layers.conv2d({ name: 'conv2', filters: filters[1], kernelSize: 5, ...weighted() })),
      pool('pool2'),
      layers.flatten({ name: 'flatten' }),
      ...activated('dense1', layers.dense({ name: 'dense1', units: hidden[0], ...weighted() })),
      ...activated('dense2', layers.dense({ name: 'dense2', units: hidden[1], ...weighted() })),
      layers.dense({
        name: 'condition',
        units: CONDITIONS.length,
        activation: 'softmax',
        ...weighted(),
        useBias: true,
      }),
    ],
  });
}
