import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluationSchema } from '#server/domain/evaluation.ts';
import { modelMetricsSchema } from '#server/domain/model-metrics.ts';
import { childEnvironment } from '#server/env.ts';

const TRAIN_DAYS = 12;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph evaluate '));
  await cp('models/lenet5', path.join(folder, 'model'), { recursive: true });
  const file = path.join(folder, 'model/metrics.json');
  const { training } = modelMetricsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  // The baseline is trained on the days of the training: a few are enough to hold the way.
  const options = { ...training.options, seed: 1, trainDays: TRAIN_DAYS };
  await writeFile(file, JSON.stringify({ training: { ...training, options } }));
});
afterAll(() => rm(folder, { recursive: true }));

function evaluate(data: string, ...words: string[]) {
  const env = childEnvironment({ HELIOGRAPH_DATA: path.join(folder, data), INIT_CWD: folder });
  const all = ['jobs/evaluate/main.ts', '--model', 'model', ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run evaluate', () => {
  it('writes figures, card and drawings; the same seed gives the same bytes, from fresh or kept array-days', async () => {
    const words = ['--days', '12', '--stress-days', '8', '--sets', 'standard,missing-20', '--seed', '7'];
    const runs: [data: string, out: string][] = [
      ['data-1', 'out-1'],
      ['data-1', 'out-2'],
      ['data-2', 'out-3'],
    ];
    for (const [data, out] of runs) expect(evaluate(data, ...words, '--out', out)).toMatchObject({ status: 0 });

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
      'plots/confusion.svg',
      'plots/macro-f1.svg',
      'plots/reliability.svg',
    ]);
    expect(await filesOf('out-2')).toEqual(first);
    expect(await filesOf('out-3')).toEqual(first);

    const metrics = JSON.parse(await readFile(path.join(folder, 'out-1/metrics.json'), 'utf8'));
    expect(metrics.training.options.trainDays).toBe(TRAIN_DAYS);
    const { sets } = evaluationSchema.parse(metrics.evaluation);
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
    ['an unknown option', ['--day', '12'], "Unknown option '--day'"],
  ])('refuses %s in one line, before it simulates anything', (_, words, message) => {
    const { status, stderr, stdout } = evaluate('untouched', ...words);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(existsSync(path.join(folder, 'untouched'))).toBe(false);
  });

  it('names a folder that holds no model', () => {
    const { status, stderr } = evaluate('untouched', '--model', 'nowhere');
    expect(stderr).toContain('nowhere');
    expect(status).toBe(1);
  });
});
