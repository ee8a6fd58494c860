import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { modelFileKey } from '#domain/object-keys.ts';
import { runDay, workRun } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { childEnvironment } from '#server/env.ts';
import { fileOf, readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readScalograms } from '#server/gateways/parquet/scalogram-file.ts';
import { openSystem } from '#server/services/context.ts';
import { importModel } from '#server/services/models/import-model.ts';
import { loadModelInUse } from '#server/services/models/load-model.ts';
import { takeModelIntoUse } from '#server/services/models/use-model.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { contextOf, installationOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { runScript } from '#tests/integration/setup/run-script.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';
import { RATIOS } from '#tests/unit/classifier/ratio-preprocessing.ts';

const ADMIN = systemPrincipal('test');
const DAY = '2026-06-21';
const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;
let bundled = '';
let imported = '';

givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 2 });
  await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
  bundled = (await loadModelInUse()).version;
  const { version } = await importModel(installationOf(ADMIN), {
    file: 'tests/golden/keras/normed-keras3.keras',
    preprocessingJson: await readFile('models/lenet5/preprocessing.json', 'utf8'),
    name: 'normed',
    conditions: [...CONDITIONS],
    logits: false,
  });
  imported = version;
});

const modelOf = async (runId: string) => (await getRun(await contextOf(), { runId })).modelVersion;

describe('a run', () => {
  it('takes the model in use, and records its version', async () => {
    expect(await modelOf((await runDay(run)).runId)).toBe(bundled);
    await takeModelIntoUse(installationOf(ADMIN), { version: imported });
    expect(await modelOf((await runDay(run)).runId)).toBe(imported);
    await takeModelIntoUse(installationOf(ADMIN), { version: bundled });
    expect(await modelOf((await runDay(run)).runId)).toBe(bundled);
  });

  it('keeps the model it has begun with when another is chosen meanwhile', async () => {
    let chosen: Promise<unknown> | undefined;
    const { runId } = await runDay({
      ...run,
      onProgress: () => {
        chosen ??= takeModelIntoUse(installationOf(ADMIN), { version: imported });
      },
    });
    await chosen;
    expect(await modelOf(runId)).toBe(bundled);
    expect((await loadModelInUse()).version).toBe(imported);
  });

  it('is not begun with a damaged model, and what is shown stays', async () => {
    const shown = (await readPlantDay({ day: DAY })).run?.id;
    await takeModelIntoUse(installationOf(ADMIN), { version: imported });
    const key = modelFileKey(imported, 'weights.bin');
    const whole = await openObjectStore('bootstrap').get(key);
    await openObjectStore('bootstrap').put(key, whole.subarray(0, -4));
    const before = (await listRuns(await contextOf(), { day: DAY })).runs.length;
    await expect(runDay(run)).rejects.toMatchObject({ code: 'model', message: expect.stringContaining('weights.bin') });
    expect((await listRuns(await contextOf(), { day: DAY })).runs).toHaveLength(before);
    expect((await readPlantDay({ day: DAY })).run?.id).toBe(shown);
    await openObjectStore('bootstrap').put(key, whole);
    expect(await modelOf((await runDay(run)).runId)).toBe(imported);
  });
});

describe('a model of another preprocessing', () => {
  it('judges the silver there is: its images are made of it, and say how', async () => {
    const { runId: base } = await runDay(run);
    const { version } = await importModel(installationOf(ADMIN), {
      file: 'tests/golden/keras/normed-keras3.keras',
      preprocessingJson: JSON.stringify(RATIOS),
      name: 'ratios',
      conditions: [...CONDITIONS],
      logits: false,
    });
    const runId = (await requestRun(await contextOf(ADMIN), { day: DAY, fromStage: 'predict', modelVersion: version }))
      .id;
    await workRun(runId, { requestedBy: 'test' });
    expect(await getRun(await contextOf(), { runId })).toMatchObject({
      state: 'succeeded',
      modelVersion: version,
      current: true,
    });
    const [before, after] = await Promise.all(
      [base, runId].map(async (id) => readManifest({ plantId: 'demo', day: DAY, runId: id })),
    );
    if (!before || !after) throw new Error('two runs have two manifests');
    expect(fileOf(after, 'silver', 0)).toEqual(fileOf(before, 'silver', 0));
    const [old, made] = await Promise.all(
      [before, after].map((manifest) =>
        readScalograms(openObjectStore('silver'), fileOf(manifest, 'silver', 0, 'scalograms').key),
      ),
    );
    expect(made?.preprocessingJson).toBe(JSON.stringify(RATIOS));
    expect(old?.preprocessingJson).not.toBe(made?.preprocessingJson);
    expect(made?.rows.map(({ deviceId }) => deviceId)).toEqual(old?.rows.map(({ deviceId }) => deviceId));
    expect(made?.rows[0]?.image).not.toEqual(old?.rows[0]?.image);
    await openObjectStore('bootstrap').removeAll(`models/${version}`);
  });
});

describe('a model damaged after a run was requested', () => {
  it("fails the run before it has judged anything, and what is shown stays; its silver is any model's", async () => {
    const shown = (await readPlantDay({ day: DAY })).run?.id;
    const { version } = await importModel(installationOf(systemPrincipal('test')), {
      file: 'tests/golden/keras/lenet-keras3.keras',
      preprocessingJson: await readFile('models/lenet5/preprocessing.json', 'utf8'),
      name: 'late',
      conditions: [...CONDITIONS],
      logits: false,
    });
    const { id } = await requestRun(await contextOf(systemPrincipal('test')), { day: DAY, modelVersion: version });
    const key = modelFileKey(version, 'weights.bin');
    await openObjectStore('bootstrap').put(key, (await openObjectStore('bootstrap').get(key)).subarray(0, -4));
    await expect(workRun(id, { requestedBy: 'test' })).rejects.toMatchObject({ code: 'model' });
    expect(await getRun(await contextOf(), { runId: id })).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('weights.bin'),
    });
    const prefix = `plant=demo/day=${DAY}/run=${id}`;
    expect(await openObjectStore('gold').list(prefix)).toEqual([]);
    const silver = await openObjectStore('silver').list(prefix);
    expect(silver.length).toBeGreaterThan(0);
    expect(silver.filter((key) => key.includes('scalogram'))).toEqual([]);
    expect((await readPlantDay({ day: DAY })).run?.id).toBe(shown);
    await openObjectStore('bootstrap').removeAll(`models/${version}`);
  });
});

describe('npm run model', () => {
  const model = (...words: string[]) =>
    runScript(['jobs/commands/model/main.ts', ...words], childEnvironment({ INIT_CWD: process.cwd() }));

  it('lists, shows and verifies what is there', async () => {
    const list = (await model('list')).stdout;
    expect(list).toMatch(new RegExp(`${bundled} +trained +bundled +0\\.\\d{3}`));
    expect(list).toMatch(new RegExp(`\\* +${imported} +imported +store +-`));
    expect((await model('show', bundled)).stdout).toMatch(/macro-F1 +0\.\d{3}/);
    const verified = await model('verify');
    expect(verified.stdout.match(/files whole/g)).toHaveLength(2);
    expect(verified.status).toBe(0);
  });

  it.each([
    ['no verb', [], 'say what to do: list, show, use, verify, export, import', 2],
    ['an unknown verb', ['train'], "unknown command 'train'", 2],
    ['an unknown version', ['use', 'nobody-000000000000'], 'there is no model nobody-000000000000; known are', 1],
    ['no version', ['use'], "missing required argument 'version'", 2],
    ['an option of another verb', ['list', '--logits'], "unknown option '--logits'", 2],
    ['no preprocessing', ['import', 'net.h5'], '--preprocessing <file> is missing: a Keras file does not tell', 2],
    [
      'no conditions',
      ['import', 'net.h5', '--preprocessing', 'models/lenet5/preprocessing.json'],
      '--conditions <a,b,...> is missing',
      2,
    ],
    [
      'a file that is no network',
      ['import', 'README.md', '--preprocessing', 'models/lenet5/preprocessing.json', '--conditions', `${CONDITIONS}`],
      'README.md is refused: it is neither an HDF5 file (.h5) nor a Keras archive (.keras)',
      1,
    ],
  ])('says in one line what is wrong: %s', async (_name, words, reason, status) => {
    const result = await model(...words);
    expect(result.stderr).toMatch(/^model: [^\n]+\n$/);
    expect(result.stderr).toContain(reason);
    expect(result.status).toBe(status);
  });
});
