import { initializers, layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { IMAGE_SHAPE } from './preprocessing.ts';

/**
 * LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998) with ReLU and max pooling, for 64 x 64 x 4 images:
 * 6 and 16 filters of 5 x 5, two dense layers of 120 and 84, softmax over the six conditions; 338,296 weights.
 * The same seed gives the same weights. Layers are named, so that model.json never depends on what was built before.
 */
export function buildLenet5(seed: number): Sequential {
  let drawn = 0;
  const kernelInitializer = () => initializers.glorotUniform({ seed: seed + 7919 * drawn++ });
  return sequential({
    name: 'lenet5',
    layers: [
      layers.conv2d({
        name: 'conv1',
        inputShape: [...IMAGE_SHAPE],
        filters: 6,
        kernelSize: 5,
        activation: 'relu',
        kernelInitializer: kernelInitializer(),
      }),
      layers.maxPooling2d({ name: 'pool1', poolSize: 2 }),
      layers.conv2d({
        name: 'conv2',
        filters: 16,
        kernelSize: 5,
        activation: 'relu',
        kernelInitializer: kernelInitializer(),
      }),
      layers.maxPooling2d({ name: 'pool2', poolSize: 2 }),
      layers.flatten({ name: 'flatten' }),
      layers.dense({ name: 'dense1', units: 120, activation: 'relu', kernelInitializer: kernelInitializer() }),
      layers.dense({ name: 'dense2', units: 84, activation: 'relu', kernelInitializer: kernelInitializer() }),
      layers.dense({
        name: 'condition',
        units: CONDITIONS.length,
        activation: 'softmax',
        kernelInitializer: kernelInitializer(),
      }),
    ],
  });
}
