import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluationSchema } from '#domain/evaluation.ts';
import { childEnvironment } from '#server/env.ts';
import { RATIOS } from '../unit/classifier/ratio-preprocessing.ts';
import { endScripts, runScript, startScript } from './setup/run-script.ts';

const TRAIN_DAYS = 12;
const SETTINGS = {
  seed: 1,
  network: 'lenet5',
  epochs: 3,
  batchSize: 6,
  learningRate: 0.001,
  dropout: 0.1,
  shiftBins: 1,
  patience: 5,
  faultPrecision: 0.9,
  normalPrecision: 0.9,
  falseAlarmShare: 0.1,
  familiarShare: 0.99,
  preprocessing: RATIOS,
  sets: [
    { scenario: { name: 'tiny' }, trainDays: 6, validationDays: 6 },
    { scenario: { name: 'tiny-4x2', modulesInSeries: 4, strings: 2 }, trainDays: 6, validationDays: 6 },
  ],
  testDays: 6,
};
/** Holds the settings, a model trained with them, and the array-days it was trained on. */
let trained = { folder: '', stdout: '' };
/** Of each test, and of each try of it. */
let folder = '';

const dataOf = (place: string) => path.join(place, 'data');
const environment = (data: string) =>
  childEnvironment({ HELIOGRAPH_DATA: data, INIT_CWD: folder, HELIOGRAPH_THREADS: '2' });

beforeAll(async () => {
  const place = await newFolder();
  folder = place;
  const { status, stdout, stderr } = await train('--settings', 'settings.json', '--out', 'model');
  if (status !== 0) throw new Error(stderr);
  trained = { folder: place, stdout };
});
afterAll(() => rm(trained.folder, { recursive: true }));

beforeEach(async () => {
  folder = await newFolder();
  // What is simulated once is not simulated for each test; a checkpoint is of one training alone.
  await cp(path.join(dataOf(trained.folder), 'datasets'), path.join(dataOf(folder), 'datasets'), { recursive: true });
});
afterEach(async () => {
  await endScripts();
  await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'heliograph train '));
  await writeFile(path.join(made, 'settings.json'), JSON.stringify(SETTINGS));
  await writeFile(path.join(made, 'bad.json'), JSON.stringify({ ...SETTINGS, epochs: 0 }));
  return made;
}

const train = (...words: string[]) => runScript(['jobs/lab/train/main.ts', ...words], environment(dataOf(folder)));

describe('npm run train', () => {
  it('interrupted after an epoch and resumed gives the very model of a training in one go', async () => {
    expect(trained.stdout).toMatch(/epoch 3\/3 {2}loss [\d.]+ {2}validation macro-F1/);
    const version = /^lenet5-\w+/m.exec(trained.stdout)?.[0];
    expect(version).toBeDefined();

    const words = ['jobs/lab/train/main.ts', '--settings', 'settings.json', '--out', 'resumed'];
    const { child, ended } = startScript(words, environment(dataOf(folder)));
    child.stdout.on('data', (piece: Buffer) => {
      if (piece.includes('epoch 1/3')) child.kill('SIGINT');
    });
    const interrupted = await ended;
    expect(interrupted.stderr).toContain('interrupted; --resume goes on');
    expect(interrupted.status).toBe(130);
    // What the first training simulated and fitted was kept.
    expect(interrupted.stderr).not.toMatch(/^(preprocessing|train|validation|test) /m);
    expect(existsSync(path.join(folder, 'resumed'))).toBe(false);

    const resumed = await train('--settings', 'settings.json', '--out', 'resumed', '--resume');
    expect(resumed.stdout).not.toContain('epoch 1/3');
    expect(resumed.stdout).toContain(`${version}: test macro-F1`);
  });

  it.each([
    ['settings that are not there', ['--settings', 'no.json'], 'cannot read the settings', 2],
    ['a bad setting', ['--settings', 'bad.json'], 'epochs: Too small', 2],
    ['a preprocessing that is none', ['--settings', 'unknown-channel.json'], 'preprocessing.channels.0.name', 2],
    ['a seed that is none', ['--seed', 'x'], '--seed must be a whole number', 2],
    ['nothing to go on from', ['--settings', 'settings.json', '--resume'], 'to go on from', 1],
  ])('refuses %s in one line', async (_, words, message, code) => {
    await writeFile(path.join(folder, 'bad.json'), JSON.stringify({ ...SETTINGS, epochs: 0 }));
    const channels = RATIOS.channels.map((channel) => ({ ...channel, name: 'humidity' }));
    const unknown = { ...SETTINGS, preprocessing: { ...RATIOS, channels } };
    await writeFile(path.join(folder, 'unknown-channel.json'), JSON.stringify(unknown));
    const { status, stderr } = await train('--out', 'refused', ...words);
    expect(stderr.trim().split('\n').at(-1)).toContain(message);
    expect(status).toBe(code);
    expect(existsSync(path.join(folder, 'refused'))).toBe(false);
  });
});

const evaluate = (data: string, ...words: string[]) =>
  runScript(
    ['jobs/lab/evaluate/main.ts', '--model', path.join(trained.folder, 'model'), ...words],
    environment(path.join(folder, data)),
  );

describe('npm run evaluate', () => {
  it('writes figures, card and drawings; the same seed gives the same bytes, from fresh or kept array-days', async () => {
    const sizes = ['--days', '12', '--stress-days', '8', '--field-days', '2', '--kind-days', '0'];
    const words = [...sizes, '--sets', 'standard,missing-20', '--seed', '7'];
    const runs: [data: string, out: string][] = [
      ['data', 'out-1'],
      ['data', 'out-2'],
      ['other-data', 'out-3'],
    ];
    for (const [data, out] of runs) expect(await evaluate(data, ...words, '--out', out)).toMatchObject({ status: 0 });

    const filesOf = async (out: string) => {
      const names = (await readdir(path.join(folder, out), { recursive: true })).filter((name) => name.includes('.'));
      return Promise.all(
        names.sort().map(async (name) => [name, await readFile(path.join(folder, out, name), 'utf8')]),
      );
    };
    const first = await filesOf('out-1');
    expect(first.map(([name]) => name)).toEqual([
      'card.md',
      'metrics.json',
      'plot-confusion.svg',
      'plot-macro-f1.svg',
      'plot-reliability.svg',
    ]);
    expect(await filesOf('out-2')).toEqual(first);
    expect(await filesOf('out-3')).toEqual(first);

    const metrics = JSON.parse(await readFile(path.join(folder, 'out-1/metrics.json'), 'utf8'));
    expect(metrics.evaluation.training.days).toBe(TRAIN_DAYS);
    const { sets, field } = evaluationSchema.parse(metrics.evaluation);
    expect(field?.core.confusion.flat().reduce((a, b) => a + b)).toBe(5 * 2 + 10);
    expect(sets.map(({ name, days }) => [name, days])).toEqual([
      ['standard', 12],
      ['missing-20', 8],
    ]);
    for (const { days, verdicts } of sets) expect(verdicts.confusion.flat().reduce((a, b) => a + b)).toBe(days);
    const missing = sets[1]?.slices.coverage.map(({ label }) => label) ?? [];
    expect(missing).not.toContain('98 % of the daylight or more');
  });

  it.each([
    ['the seed of the training', ['--seed', '1'], '--seed 1 is that of the training'],
    ['a set it does not know', ['--sets', 'standard,moon'], 'not "moon"'],
    ['a sky left out of training where none was', ['--sets', 'unseen-sky'], 'training left out no sky'],
    ['too few days', ['--days', '5'], '--days must be a whole number from 6'],
    ['an unknown option', ['--day', '12'], "unknown option '--day'"],
  ])('refuses %s in one line, before it simulates anything', async (_, words, message) => {
    const { status, stderr, stdout } = await evaluate('untouched', ...words);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(existsSync(path.join(folder, 'untouched'))).toBe(false);
  });

  it('names a folder that holds no model', async () => {
    const { status, stderr } = await evaluate('untouched', '--model', 'nowhere');
    expect(stderr).toContain('nowhere');
    expect(status).toBe(1);
  });
});
