import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { IMAGE_SHAPE } from '#models/classifier/preprocessing.ts';
import { convertKeras } from '#models/keras/convert.ts';
import { adoptSetting } from '#server/env.ts';
import { readKerasFile } from '#server/gateways/keras/read-keras-file.ts';
import { writeModelFolder } from '#server/gateways/model/model-folder.ts';
import type { NewModel } from '#server/gateways/model/seal-model.ts';
import { goldenFile } from '../keras/golden-keras.ts';

export const bundledPreprocessing = () => readFile('models/lenet5/preprocessing.json', 'utf8');

/** The first network of a process loads TensorFlow.js; on a busy machine that takes its time. */
export const HOOK_LIMIT_MS = 120_000;

/** A whole model of 336 weights. */
export async function tinyModel(): Promise<NewModel> {
  const { network } = await readKerasFile(goldenFile('normed-keras3.keras'));
  const { topologyJson, weights } = convertKeras(network, { conditions: CONDITIONS, logits: false });
  return {
    name: 'tiny',
    source: 'trained',
    importedFrom: null,
    created: new Date('2026-06-21T12:00:00Z'),
    conditions: [...CONDITIONS],
    inputShape: [...IMAGE_SHAPE],
    files: {
      'model.json': topologyJson,
      'weights.bin': weights,
      'preprocessing.json': await bundledPreprocessing(),
      'calibration.json': '{"temperature": 1.5, "threshold": 0.8, "later": {"field": 3}}',
      'metrics.json': JSON.stringify({
        training: { seed: 1, sets: [{ scenario: { name: 'tiny' }, days: 6 }], test: { macroF1: 0.9, accuracy: 0.91 } },
      }),
      'card.md': '# Tiny\n',
    },
  };
}

/** Gives the test file an empty data folder whose bundled model is the tiny one; both go at the end. */
export function givenTinyBundledModel() {
  const given = { root: '', folder: '', version: '' };
  beforeAll(async () => {
    given.root = await mkdtemp(path.join(tmpdir(), 'heliograph models '));
    given.folder = path.join(given.root, 'bundled');
    adoptSetting('HELIOGRAPH_DATA', path.join(given.root, 'data'));
    adoptSetting('HELIOGRAPH_MODEL', given.folder);
    given.version = (await writeModelFolder(given.folder, await tinyModel())).version;
  }, HOOK_LIMIT_MS);
  afterAll(() => rm(given.root, { recursive: true }));
  return given;
}
