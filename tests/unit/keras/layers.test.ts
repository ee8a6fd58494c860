import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import h5wasm, { FS, type Group } from 'h5wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { KERAS_LIMITS } from '#domain/keras-network.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { convertKeras } from '#models/keras/convert.ts';
import { readKerasFile } from '#server/gateways/keras/read-keras-file.ts';
import { goldenAnswers, goldenFile, goldenImages } from './golden-keras.ts';
import { goldenArchive, zipOf } from './keras-archive.ts';

let folder = '';
const lenet = goldenArchive('lenet-keras3.keras');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph layers '));
});
afterAll(() => rm(folder, { recursive: true }));

async function given(name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

const archive = (config: string, weights = lenet.weights) =>
  zipOf([
    { name: 'config.json', content: Buffer.from(config) },
    { name: 'model.weights.h5', content: weights },
  ]);

async function converted(file: string, logits = false) {
  const { network } = await readKerasFile(file);
  return convertKeras(network, { conditions: CONDITIONS, logits });
}

const refusalOf = (file: string) =>
  converted(file).then(
    () => 'not refused',
    (error: Error) => error.message,
  );

async function answersOf(files: Awaited<ReturnType<typeof converted>>): Promise<number[]> {
  const classifier = await createClassifier({ ...files, backend: 'wasm' });
  const answers = await classifier.classify(goldenImages(), 4);
  classifier.dispose();
  return [...answers];
}

function expectGolden(found: readonly number[], file: string): void {
  const expected = (goldenAnswers[file] ?? []).flat();
  expect(found).toHaveLength(expected.length);
  expect(Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN))))).toBeLessThan(1e-5);
}

/** The last Dense layer's softmax, and a ReLU of a Conv2D, as layers of their own. */
function unfolded(config: string): string {
  const model = JSON.parse(config);
  const layer = (class_name: string, name: string, more: object) => ({
    class_name,
    config: { name, dtype: 'float32', ...more },
  });
  model.config.layers = model.config.layers.flatMap((one: { class_name: string; config: { activation?: string } }) => {
    const { activation } = one.config;
    if (one.class_name === 'Dense' && activation === 'softmax') {
      one.config.activation = 'linear';
      return [one, layer('Softmax', 'probabilities', { axis: -1 })];
    }
    if (one.class_name === 'Conv2D' && activation === 'relu') {
      one.config.activation = 'linear';
      return [one, layer('ReLU', `relu_of_${one.class_name}`, { max_value: null, negative_slope: 0, threshold: 0 })];
    }
    return [one];
  });
  return JSON.stringify(model);
}

describe('a network with layers of an activation alone', () => {
  it('is read, and answers as the one that has them inside: Softmax and ReLU', async () => {
    const files = await converted(await given('unfolded.keras', archive(unfolded(lenet.config))));
    expect(files.advice).toBeNull();
    expectGolden(await answersOf(files), 'lenet-keras3.keras');
  });

  it.each([
    ['over another axis', { from: '"axis":-1', to: '"axis":1' }, 'layer probabilities (Softmax): axis: must be -1'],
    ['with a slope', { from: '"negative_slope":0', to: '"negative_slope":0.3' }, '(ReLU): negative_slope'],
  ])('%s is refused by the layer', async (_, { from, to }, message) => {
    const config = unfolded(lenet.config).replaceAll(from, to);
    expect(await refusalOf(await given('odd.keras', archive(config)))).toContain(message);
  });
});

describe('layers with names in any script', () => {
  it('are read from a .keras, in which each weight says of which layer it is', async () => {
    await h5wasm.ready;
    // The library writes into the bytes that it is given.
    FS?.writeFile('/renamed.h5', new Uint8Array(lenet.weights));
    const file = new h5wasm.File('/renamed.h5', 'a');
    const layers = file.get('layers') as Group;
    let config = lenet.config;
    layers.keys().forEach((key, index) => {
      const vars = (layers.get(key) as Group).get('vars') as Group;
      const before = String(vars.attrs.name?.value);
      const after = `слой-${index}-层`;
      config = config.replaceAll(`"${before}"`, `"${after}"`);
      vars.delete_attribute('name');
      vars.create_attribute('name', after);
    });
    file.close();
    expect(config.match(/слой-\d-层/g)?.length).toBeGreaterThan(4);
    const weights = FS?.readFile('/renamed.h5') as Uint8Array;
    const archived = await given('script.keras', archive(config, weights));
    expectGolden(await answersOf(await converted(archived)), 'lenet-keras3.keras');
  });

  it('are read from a .h5, weights and all', async () => {
    await h5wasm.ready;
    const { network } = await readKerasFile(goldenFile('lenet-keras2.h5'));
    const source = readFileSync(goldenFile('lenet-keras2.h5'));
    FS?.writeFile('/source.h5', source);
    const old = new h5wasm.File('/source.h5', 'r');
    let config = String(old.attrs.model_config?.value);
    old.close();
    const target = new h5wasm.File('/target.h5', 'w');
    const weights = target.create_group('model_weights');
    network.layers.forEach((layer, index) => {
      const name = `Schicht-ä-${index}-层`;
      config = config.replaceAll(`"name": "${layer.name}"`, `"name": "${name}"`);
      const group = weights.create_group(name);
      const keys = layer.weights.map(({ name: weight }) => `${name}/${weight}:0`);
      if (keys.length > 0) group.create_attribute('weight_names', keys);
      layer.weights.forEach(({ values, shape }, at) => {
        const [outer = '', inner = ''] = (keys[at] ?? '').split('/');
        const holder = group.keys().includes(outer) ? (group.get(outer) as typeof group) : group.create_group(outer);
        holder.create_dataset({ name: inner, data: values, shape });
      });
    });
    target.create_attribute('model_config', config);
    target.close();
    const bytes = FS?.readFile('/target.h5') as Uint8Array;
    expectGolden(await answersOf(await converted(await given('script.h5', bytes))), 'lenet-keras2.h5');
  });
});

describe('a graph that is no chain', () => {
  it('is refused by the names and classes of all layers that are not read', async () => {
    const refusal = await refusalOf(goldenFile('residual-keras3.keras'));
    expect(refusal).toContain('layer add (Add) merges 2 layers; layer concatenate (Concatenate) merges 2 layers');
    expect(refusal).toContain('layer global_max_pooling2d is a GlobalMaxPooling2D, which is not read');
  });
});

describe('advice', () => {
  it('comes only for a network that is well otherwise, and whoever follows it is not refused', async () => {
    const file = goldenFile('logits-keras3.keras');
    expect((await converted(file)).advice).toContain('say --logits');
    expect((await converted(file, true)).advice).toBeNull();
    const softmax = goldenFile('lenet-keras3.keras');
    expect((await converted(softmax, true)).advice).toContain('leave --logits out');
    expect((await converted(softmax)).advice).toBeNull();
    const sigmoid = lenet.config.replace('"activation": "softmax"', '"activation": "sigmoid"');
    for (const logits of [true, false]) {
      const failure = converted(await given('sigmoid.keras', archive(sigmoid)), logits);
      await expect(failure).rejects.toThrow(/ends in sigmoid, not in softmax or logits$/);
    }
  });
});

describe('a small file that would fill the memory', () => {
  /** A .h5 with the weights of another size than its layers say. */
  async function h5With(shapes: readonly (readonly number[])[]): Promise<Uint8Array> {
    await h5wasm.ready;
    const file = new h5wasm.File('/bomb.h5', 'w');
    const { network } = await readKerasFile(goldenFile('lenet-keras2.h5'));
    FS?.writeFile('/lenet.h5', readFileSync(goldenFile('lenet-keras2.h5')));
    const lenet2 = new h5wasm.File('/lenet.h5', 'r');
    file.create_attribute('model_config', String(lenet2.attrs.model_config?.value));
    lenet2.close();
    const group = file
      .create_group('model_weights')
      .create_group(network.layers.find(({ weights }) => weights.length > 0)?.name ?? '');
    group.create_attribute(
      'weight_names',
      shapes.map((_, index) => `w${index}`),
    );
    shapes.forEach((shape, index) => {
      const data = new Float32Array(1);
      const maxshape = shape.map(() => null);
      group.create_dataset({
        name: `w${index}`,
        data,
        shape: shape.map(() => 1),
        maxshape,
        chunks: shape.map(() => 1024),
        compression: 9,
      });
      const dataset = group.get(`w${index}`) as InstanceType<typeof h5wasm.Dataset>;
      dataset.resize([...shape]);
    });
    file.close();
    return FS?.readFile('/bomb.h5') as Uint8Array;
  }

  it('is refused by the sum of its weights, before any is read', async () => {
    const half = KERAS_LIMITS.weights / 2 + 1;
    const file = await given('sum.h5', await h5With([[half], [half]]));
    expect(await refusalOf(file)).toMatch(/^sum\.h5 is refused: with weight .* it has more than \d+ in all$/);
    expect(await refusalOf(await given('one.h5', await h5With([[2 ** 31, 2]])))).toContain('in all');
  });

  it('is refused by how little its archive packs it into', async () => {
    const weights = Buffer.alloc(64 * 2 ** 20);
    const refusal = await refusalOf(await given('zip.keras', archive(lenet.config, weights)));
    expect(refusal).toMatch(/packs 67108864 bytes of model\.weights\.h5 into \d+, which no model does/);
  });
});
