import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { convertKeras } from '#models/keras/convert.ts';
import { HeliographError } from '#server/errors.ts';
import { readKerasFile } from '#server/gateways/keras/read-keras-file.ts';
import { goldenFile } from './golden-keras.ts';
import { type ArchiveEntry, goldenArchive, zipOf } from './keras-archive.ts';

let folder = '';
const { config, weights } = goldenArchive('normed-keras3.keras');
const lenet = goldenArchive('lenet-keras3.keras');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph keras '));
});
afterAll(() => rm(folder, { recursive: true }));

/** Reads and converts a file of these bytes; returns the one line with which it is refused. */
async function refusalOf(bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, 'net.keras');
  await writeFile(file, bytes);
  try {
    const { network } = await readKerasFile(file);
    convertKeras(network, { conditions: CONDITIONS, logits: false });
    return 'not refused';
  } catch (error) {
    if (!(error instanceof HeliographError)) throw error;
    expect(error.code).toBe('model');
    expect(error.message).not.toMatch(/\n| at .*:\d+:\d+/);
    return error.message;
  }
}

const configEntry: ArchiveEntry = { name: 'config.json', content: Buffer.from(config) };
const weightsEntry: ArchiveEntry = { name: 'model.weights.h5', content: weights };

describe('an archive that is not what it should be', () => {
  it('is read when it is', async () => {
    expect(await refusalOf(zipOf([configEntry, weightsEntry]))).toBe('not refused');
  });

  const archives: [string, ArchiveEntry[], string][] = [
    [
      'a name that leads out of it',
      [configEntry, { ...weightsEntry, name: '../model.weights.h5' }],
      '"../model.weights.h5"',
    ],
    ['a file that has no place in it', [configEntry, weightsEntry, { name: 'run.py', content: weights }], '"run.py"'],
    ['a file twice', [configEntry, configEntry, weightsEntry], 'config.json twice'],
    ['no weights', [configEntry], 'no model.weights.h5'],
    ['an encrypted file', [{ ...configEntry, encrypted: true }, weightsEntry], 'encrypted'],
    ['a file larger than the limit', [{ ...configEntry, claimedBytes: 2 ** 31 }, weightsEntry], 'at most'],
    [
      'a file that unpacks to more than it claims',
      [{ ...configEntry, content: Buffer.alloc(2 ** 24, 32), claimedBytes: 100 }, weightsEntry],
      'does not unpack to its size',
    ],
    [
      'weights that are no HDF5',
      [configEntry, { ...weightsEntry, content: Buffer.alloc(999) }],
      'HDF5 file is damaged',
    ],
    [
      'a configuration that is no JSON',
      [{ ...configEntry, content: Buffer.from('{') }, weightsEntry],
      'not valid JSON',
    ],
    [
      'a configuration of no model',
      [{ ...configEntry, content: Buffer.from('{}') }, weightsEntry],
      'not a Keras model',
    ],
  ];
  it.each(archives)('is refused with the reason: %s', async (_name, entries, reason) => {
    expect(await refusalOf(zipOf(entries))).toContain(reason);
  });

  it('is refused at a changed byte of its content, and when it is cut off', async () => {
    const whole = zipOf([configEntry, weightsEntry]);
    const changed = Buffer.from(whole);
    changed[300] = (changed[300] ?? 0) ^ 255;
    expect(await refusalOf(changed)).toMatch(/does not unpack|fails its checksum/);
    expect(await refusalOf(whole.subarray(0, whole.length / 2))).toContain('cut off');
  });
});

describe('a network that is not read', () => {
  const swap = (from: string, to: string): ArchiveEntry[] => [
    { ...configEntry, content: Buffer.from(config.replaceAll(from, to)) },
    weightsEntry,
  ];
  const networks: [string, ArchiveEntry[], string][] = [
    ['a Lambda layer', swap('"class_name": "ZeroPadding2D"', '"class_name": "Lambda"'), 'zero_padding2d is a Lambda'],
    ['a layer of somebody’s own', swap('"class_name": "Dense"', '"class_name": "Custom>Dense"'), 'Custom>Dense'],
    ['a prototype’s name as a layer', swap('"class_name": "Dense"', '"class_name": "constructor"'), 'is a constructor'],
    ['another input', swap('[null, 64, 64, 4]', '[null, 32, 32, 4]'), 'input is 32 x 32 x 4; expected 64 x 64 x 4'],
    ['half precision', swap('{"name": "float32"}', '{"name": "mixed_float16"}'), 'mixed_float16'],
    ['channels first', swap('"channels_last"', '"channels_first"'), 'data_format'],
    ['an unknown activation', swap('"activation": "elu"', '"activation": "mish"'), 'activation'],
    ['grouped filters', swap('"groups": 1', '"groups": 2'), 'groups'],
    ['sigmoid outputs', swap('"activation": "softmax"', '"activation": "sigmoid"'), 'ends in sigmoid, not in softmax'],
    ['a circle of layers', swap('["input_layer_1", 0, 0]}', '["activation", 0, 0]}'), 'circle'],
    ['a layer that is not there', swap('["conv2d_3", 0, 0]}', '["nobody", 0, 0]}'), '"nobody"'],
    [
      'two outputs',
      swap('"output_layers": ["activation_1", 0, 0]', '"output_layers": [["activation_1", 0, 0], ["dense_2", 0, 0]]'),
      'one output',
    ],
    ['a side branch', swap('["conv2d_3", 0, 0]}', '["average_pooling2d", 0, 0]}'), 'is not on the way'],
    ['another kind of model', swap('"class_name": "Functional"', '"class_name": "MyModel"'), 'the model is a MyModel'],
    [
      'weights of other layers',
      [{ ...configEntry, content: Buffer.from(lenet.config) }, weightsEntry],
      'are filed for',
    ],
  ];
  it.each(networks)('is refused with the reason: %s', async (_name, entries, reason) => {
    expect(await refusalOf(zipOf(entries))).toContain(reason);
  });
});

describe('a .h5 that is not what it should be', () => {
  it('is refused when it is cut off, wherever', async () => {
    const whole = await readFile(goldenFile('lenet-keras2.h5'));
    for (const length of [9, 100, 2_000, whole.length / 2, whole.length - 1]) {
      expect(await refusalOf(whole.subarray(0, length))).toContain('the HDF5 file is damaged or cut off');
    }
  });

  it('is refused when it is something else, or empty', async () => {
    expect(await refusalOf(Buffer.from('\x80\x04\x95 a pickle'))).toContain('neither an HDF5 file (.h5) nor');
    expect(await refusalOf(Buffer.alloc(0))).toContain('neither an HDF5 file (.h5) nor');
  });

  it('is refused when it holds weights without a model', async () => {
    expect(await refusalOf(weights)).toContain('save the whole model, not only its weights');
  });
});
