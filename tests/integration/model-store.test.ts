import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { MODEL_POINTER_KEY, modelFileKey } from '#domain/object-keys.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { exportModel } from '#server/services/models/export-model.ts';
import { importModel } from '#server/services/models/import-model.ts';
import { listModels } from '#server/services/models/list-models.ts';
import { loadModel, loadModelInUse } from '#server/services/models/load-model.ts';
import { recordFigures } from '#server/services/models/record-figures.ts';
import { takeModelIntoUse } from '#server/services/models/use-model.ts';
import { verifyModel } from '#server/services/models/verify-model.ts';
import { installationOf } from '#tests/context.ts';
import { goldenFile } from '../unit/keras/golden-keras.ts';
import { bundledPreprocessing, givenTinyBundledModel, HOOK_LIMIT_MS } from '../unit/models/tiny-model.ts';
import { givenFreshPlant } from './setup/fresh-plant.ts';

const ADMIN = systemPrincipal('test');
givenFreshPlant();
const given = givenTinyBundledModel();
let imported = '';

async function importGolden(file: string, change: Partial<Parameters<typeof importModel>[1]> = {}) {
  const preprocessingJson = await bundledPreprocessing();
  const input = {
    file: goldenFile(file),
    preprocessingJson,
    name: 'golden',
    conditions: [...CONDITIONS],
    logits: false,
  };
  return importModel(installationOf(ADMIN), { ...input, ...change });
}

beforeAll(async () => {
  imported = (await importGolden('lenet-keras3.keras')).version;
}, HOOK_LIMIT_MS);
afterEach(() => openObjectStore('bootstrap').removeAll(MODEL_POINTER_KEY));

describe('the model in use', () => {
  it('is the bundled one until another is chosen, and an import alone chooses nothing', async () => {
    expect((await loadModelInUse()).version).toBe(given.version);
  });

  it('is the chosen version, which remembers what it took the place of', async () => {
    expect(await takeModelIntoUse(installationOf(ADMIN), { version: imported })).toMatchObject({
      version: imported,
      previous: given.version,
    });
    expect((await loadModelInUse()).version).toBe(imported);
    expect(await takeModelIntoUse(installationOf(ADMIN), { version: given.version })).toMatchObject({
      previous: imported,
    });
    expect((await loadModelInUse()).version).toBe(given.version);
  });

  it('stays when an unknown version is named', async () => {
    await takeModelIntoUse(installationOf(ADMIN), { version: imported });
    await expect(takeModelIntoUse(installationOf(ADMIN), { version: 'nobody-000000000000' })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining(imported),
    });
    expect((await loadModelInUse()).version).toBe(imported);
  });

  it('stays when a damaged version is named, and the list shows what is wrong with it', async () => {
    const key = modelFileKey(imported, 'weights.bin');
    const whole = await openObjectStore('bootstrap').get(key);
    await openObjectStore('bootstrap').put(key, whole.with(100, (whole[100] ?? 0) ^ 1));
    try {
      await expect(takeModelIntoUse(installationOf(ADMIN), { version: imported })).rejects.toMatchObject({
        code: 'model',
      });
      expect((await loadModelInUse()).version).toBe(given.version);
      const listed = (await listModels(installationOf())).find(({ version }) => version === imported);
      expect(listed).toMatchObject({ details: null, problem: expect.stringContaining('weights.bin is damaged') });
    } finally {
      await openObjectStore('bootstrap').put(key, whole);
    }
  });

  it('is never guessed: a damaged pointer is an error until a version is chosen anew', async () => {
    await openObjectStore('bootstrap').put(MODEL_POINTER_KEY, Buffer.from('{"version": "x"}'));
    await expect(loadModelInUse()).rejects.toMatchObject({
      code: 'model',
      message: expect.stringContaining('current.json'),
    });
    await takeModelIntoUse(installationOf(ADMIN), { version: imported });
    expect((await loadModelInUse()).version).toBe(imported);
  });
});

describe('models by version', () => {
  it('lists the bundled and the stored, and marks the one in use', async () => {
    await takeModelIntoUse(installationOf(ADMIN), { version: imported });
    const [bundled, ...stored] = await listModels(installationOf());
    expect(bundled).toMatchObject({
      version: given.version,
      place: 'bundled',
      inUse: false,
      details: { macroF1: 0.9 },
    });
    expect(stored).toMatchObject([
      { version: imported, place: 'store', inUse: true, details: { source: 'imported', macroF1: null } },
    ]);
  });

  it('refuses a version that lies under another one’s name', async () => {
    const root = path.join(given.root, 'data', 'objects', 'bootstrap', 'models');
    await rename(path.join(root, imported), path.join(root, 'foreign-000000000000'));
    try {
      await expect(loadModel({ version: 'foreign-000000000000' })).rejects.toThrow(`is ${imported}`);
    } finally {
      await rename(path.join(root, 'foreign-000000000000'), path.join(root, imported));
    }
  });

  it('exports a folder that another installation takes as its own, and only into a new one', async () => {
    const folder = path.join(given.root, 'exported');
    await exportModel(installationOf(), { version: imported, folder });
    await expect(exportModel(installationOf(), { version: imported, folder })).rejects.toThrow('is not empty');
    adoptSetting('HELIOGRAPH_MODEL', folder);
    try {
      expect((await loadModelInUse()).version).toBe(imported);
      expect(await readdir(folder)).toContain('manifest.json');
    } finally {
      adoptSetting('HELIOGRAPH_MODEL', given.folder);
    }
  });

  it('keeps new figures and plots beside the same version, and refuses new weights as figures', async () => {
    const metrics = JSON.stringify({
      training: { seed: 1, sets: [{ scenario: { name: 'training' }, days: 6 }], test: { macroF1: 0.5, accuracy: 0.6 } },
    });
    await recordFigures(installationOf(), {
      version: imported,
      files: { 'metrics.json': metrics, 'confusion.svg': '<svg/>' },
    });
    const { model, difference } = await verifyModel(installationOf(), { version: imported });
    expect(model.metrics.training?.test.macroF1).toBe(0.5);
    expect(Buffer.from(model.files.get('confusion.svg') ?? []).toString()).toBe('<svg/>');
    expect(difference).toBeLessThan(1e-4);
    await recordFigures(installationOf(), { version: imported, files: { 'metrics.json': '{}' } });
    const weights = { 'weights.bin': new Uint8Array(4) };
    await expect(recordFigures(installationOf(), { version: imported, files: weights })).rejects.toThrow(
      'makes another version',
    );
  });
});

describe('importModel', () => {
  it('finds a model that was imported before', async () => {
    expect(await importGolden('lenet-keras3.keras')).toEqual({ version: imported, isNew: false });
  });

  it('gives the same network from .h5 and .keras the same weights', async () => {
    const { version } = await importGolden('lenet-keras3.h5', { name: 'from-h5' });
    const [a, b] = [await loadModel({ version }), await loadModel({ version: imported })];
    expect(Buffer.from(a.weights).equals(Buffer.from(b.weights))).toBe(true);
  });

  const refusals: [string, Partial<Parameters<typeof importModel>[1]>, string][] = [
    ['logits', { file: goldenFile('logits-keras3.keras') }, 'say --logits'],
    ['logits that are none', { logits: true }, 'leave --logits out'],
    ['a condition twice', { conditions: ['normal', 'normal', ...CONDITIONS.slice(2)] }, 'each once'],
    ['a name with spaces', { name: 'My Net' }, 'name: must begin with a-z'],
    ['a preprocessing that is none', { preprocessingJson: '{}' }, 'preprocessing.json'],
    ['a calibration that is none', { calibrationJson: '{"temperature": 0}' }, 'calibration.json: temperature'],
    ['a file that is not there', { file: '/nowhere/net.h5' }, 'cannot read /nowhere/net.h5'],
  ];
  it.each(refusals)('refuses %s, and keeps nothing of it', async (_name, change, reason) => {
    const before = await listModels(installationOf());
    await expect(importGolden('lenet-keras3.keras', change)).rejects.toThrow(reason);
    expect(await listModels(installationOf())).toEqual(before);
  });

  it('refuses a network whose answers are not finite', async () => {
    const file = path.join(given.root, 'huge.keras');
    const bytes = await readFile(goldenFile('lenet-keras3.h5'));
    const weight = bytes.lastIndexOf((await loadModel({ version: imported })).weights.subarray(-24, -20));
    expect(weight).toBeGreaterThan(0);
    bytes.writeFloatLE(Number.POSITIVE_INFINITY, weight);
    await writeFile(file, bytes);
    await expect(importGolden('lenet-keras3.h5', { file })).rejects.toThrow('not a finite number');
  });
});
