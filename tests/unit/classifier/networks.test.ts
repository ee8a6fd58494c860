import { beforeAll, describe, expect, it } from 'vitest';
import { artifactsFromFiles } from '#models/classifier/artifacts.ts';
import { selectBackend } from '#models/classifier/backend.ts';
import { buildNetwork, NETWORKS, type NetworkName } from '#models/classifier/networks.ts';
import { untrainedNetwork } from './random-images.ts';

beforeAll(() => selectBackend('wasm'));

const layersOf = (name: NetworkName) => {
  const network = buildNetwork(NETWORKS[name], 1);
  const layers = network.layers.map((layer): [string, unknown] => [layer.getClassName(), layer.outputShape]);
  const weights = network.countParams();
  network.dispose();
  return { layers, weights };
};

describe('buildNetwork', () => {
  it('builds the classic network: 6 and 16 filters of 5 x 5, pooling, 120, 84, softmax over 6', () => {
    const { layers, weights } = layersOf('classic');
    expect(layers.filter(([name]) => name !== 'Activation')).toEqual([
      ['InputLayer', [null, 64, 64, 4]],
      ['Conv2D', [null, 60, 60, 6]],
      ['MaxPooling2D', [null, 30, 30, 6]],
      ['Conv2D', [null, 26, 26, 16]],
      ['MaxPooling2D', [null, 13, 13, 16]],
      ['Flatten', [null, 2704]],
      ['Dense', [null, 120]],
      ['Dense', [null, 84]],
      ['Dense', [null, 6]],
    ]);
    expect(weights).toBe(338_296);
  });

  it('normalises the image and every layer before its ReLU where the layout says so, and pools by the mean', () => {
    const names = layersOf('lenet5').layers.map(([name]) => name);
    expect(names.filter((name) => name === 'BatchNormalization')).toHaveLength(5);
    expect(names.filter((name) => name === 'AveragePooling2D')).toHaveLength(2);
    expect(names[1]).toBe('BatchNormalization');
  });

  it('draws the same weights from the same seed, and writes the same files whatever was built before', async () => {
    const [first, again, other] = [await untrainedNetwork(4), await untrainedNetwork(4), await untrainedNetwork(5)];
    expect(again).toEqual(first);
    expect(other.topologyJson).not.toBe(first.topologyJson);
    expect(other.weights).not.toEqual(first.weights);
  });

  it('does not draw two layers from the same numbers', async () => {
    const { weightSpecs, weightData } = artifactsFromFiles(await untrainedNetwork(4));
    expect(weightSpecs.map(({ name }) => name)).toContain('dense2/kernel');
    const all = new Float32Array(weightData).filter((weight) => weight !== 0);
    expect(new Set(all).size).toBeGreaterThan(0.98 * all.length);
  });
});
