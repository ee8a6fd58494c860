import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { MANIFEST_FILE, MODEL_FILES, type ModelManifest } from '#domain/model-manifest.ts';
import { writeModelFolder, writeSealedModel } from '#server/gateways/model/model-folder.ts';
import { type ModelFileContents, type NewModel, sealModel } from '#server/gateways/model/seal-model.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';
import { givenTinyBundledModel, HOOK_LIMIT_MS, tinyModel } from './tiny-model.ts';

const given = givenTinyBundledModel();
let tiny: NewModel;

beforeAll(async () => {
  tiny = await tinyModel();
}, HOOK_LIMIT_MS);
afterEach(() => writeModelFolder(given.folder, tiny));

const fileOf = (name: string) => path.join(given.folder, name);
const ALL_FILES = [...MODEL_FILES, MANIFEST_FILE];

describe('a model whose files are not as they were written', () => {
  it.each(ALL_FILES)('is refused at a single changed byte, wherever it lies: %s', async (name) => {
    const whole = await readFile(fileOf(name));
    for (const at of [0, Math.floor(whole.length / 3), Math.floor(whole.length / 2), whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(fileOf(name), changed);
      await expect(loadBundledModel()).rejects.toMatchObject({ code: 'model', message: expect.stringContaining(name) });
    }
    await writeFile(fileOf(name), whole);
    await expect(loadBundledModel()).resolves.toMatchObject({ version: given.version });
  });

  it.each(ALL_FILES)('is refused when a file is cut off or gone: %s', async (name) => {
    const whole = await readFile(fileOf(name));
    await writeFile(fileOf(name), whole.subarray(0, -1));
    await expect(loadBundledModel()).rejects.toMatchObject({ code: 'model', message: expect.stringContaining(name) });
    await rm(fileOf(name));
    await expect(loadBundledModel()).rejects.toMatchObject({ code: 'model', message: expect.stringContaining(name) });
  });

  it('is refused when two of its files have changed places', async () => {
    await rename(fileOf('metrics.json'), fileOf('kept'));
    await rename(fileOf('calibration.json'), fileOf('metrics.json'));
    await rename(fileOf('kept'), fileOf('calibration.json'));
    await expect(loadBundledModel()).rejects.toMatchObject({ code: 'model' });
  });
});

describe('a model that is whole but not one of ours', () => {
  const text = (name: string) => String(tiny.files[name]);
  const notFinite = () => {
    const weights = Uint8Array.from(tiny.files['weights.bin'] as Uint8Array);
    new DataView(weights.buffer).setFloat32(40, Number.NaN, true);
    return weights;
  };
  const cases: [string, () => ModelFileContents, string][] = [
    ['weights that are not finite', () => ({ 'weights.bin': notFinite() }), 'weight conv2d_2/kernel holds a value'],
    ['too few weights', () => ({ 'weights.bin': new Uint8Array(8) }), 'weights.bin holds 8 bytes'],
    ['a topology that is none', () => ({ 'model.json': '{}' }), 'model.json: modelTopology'],
    [
      'an unknown layer',
      () => ({ 'model.json': text('model.json').replace('"Activation"', '"Lambda"') }),
      'cannot be built from its topology',
    ],
    [
      'another input',
      () => ({ 'model.json': text('model.json').replace(/64,\s+64,\s+4/, '32,\n32,\n4') }),
      'maps 32,32,4 to 6; expected 64,64,4 to 6',
    ],
    [
      'a layer that its weights do not fit',
      () => ({ 'model.json': text('model.json').replace('"units": 6', '"units": 7') }),
      'cannot be built from its topology and weights',
    ],
    [
      'a preprocessing of other images',
      () => ({ 'preprocessing.json': text('preprocessing.json').replace('"bins": 64', '"bins": 32') }),
      'preprocessing.json: its wavelet makes 64 x 32 pixels of 4320 samples',
    ],
    [
      'a preprocessing without a channel',
      () => ({ 'preprocessing.json': text('preprocessing.json').replace('"irradiance"', '"humidity"') }),
      'preprocessing.json: channels',
    ],
    [
      'a calibration out of range',
      () => ({ 'calibration.json': '{"temperature": 1, "threshold": 2}' }),
      'calibration.json: threshold',
    ],
    ['figures that are no JSON', () => ({ 'metrics.json': 'good' }), 'metrics.json is not valid JSON'],
  ];
  it.each(cases)('is refused with the reason: %s', async (_name, change, reason) => {
    await writeModelFolder(given.folder, { ...tiny, files: { ...tiny.files, ...change() } });
    await expect(loadBundledModel()).rejects.toMatchObject({ code: 'model', message: expect.stringContaining(reason) });
  });

  const manifests: [string, Partial<ModelManifest>, string][] = [
    ['another order of conditions', { conditions: [...CONDITIONS].reverse() }, 'conditions: not the six conditions'],
    ['another input shape', { inputShape: [32, 32, 4] }, 'inputShape: not 64 x 64 x 4'],
    ['a version that its content does not have', { version: 'tiny-000000000000' }, 'it says tiny-000000000000'],
    [
      'a file name that leads out of its folder',
      { files: { '../weights.bin': { sizeBytes: 1, sha256: 'x' } } },
      'files',
    ],
  ];
  it.each(manifests)('is refused with the reason when its manifest has %s', async (_name, change, reason) => {
    const { manifest, files } = sealModel(tiny);
    await writeSealedModel(given.folder, { manifest: { ...manifest, ...change }, files });
    await expect(loadBundledModel()).rejects.toMatchObject({ code: 'model', message: expect.stringContaining(reason) });
  });

  it('cannot be written at all when a file is missing', () => {
    const { 'card.md': _, ...files } = tiny.files;
    expect(() => sealModel({ ...tiny, files })).toThrow('must list');
  });
});

describe('a sound model', () => {
  it('carries what a later version writes into its calibration', async () => {
    const { calibration } = await loadBundledModel();
    expect(calibration).toEqual({ temperature: 1.5, threshold: 0.8, later: { field: 3 } });
  });
});
