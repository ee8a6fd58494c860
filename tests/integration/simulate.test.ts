import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';
import { childEnvironment } from '#server/env.ts';
import { AvroFileSource } from '#server/gateways/readings/avro-file-source.ts';
import { endScripts, runScript } from './setup/run-script.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph simulate '));
});
afterEach(async () => {
  await endScripts();
  await rm(folder, { recursive: true });
});

function run(script: string, words: string[]) {
  const env = childEnvironment({ HELIOGRAPH_DATA: path.join(folder, 'data'), INIT_CWD: folder });
  return runScript([script, ...words], env);
}

const simulate = (...words: string[]) => run('jobs/lab/simulate/main.ts', words);

const truthSchema = z.object({
  deviceId: z.string().regex(/^[A-Z0-9]{10}$/),
  day: z.string(),
  condition: z.enum(CONDITIONS),
  sky: z.string(),
  onsetSlot: z.number().nullable(),
  lossPart: z.number().min(0).max(1),
  injected: z.array(z.object({ kind: z.string() })),
});

async function truthOf(out: string) {
  const lines = (await readFile(path.join(folder, out, 'truth.ndjson'), 'utf8')).trim().split('\n');
  return lines.map((line) => truthSchema.parse(JSON.parse(line)));
}

describe('npm run simulate', () => {
  it.each(['csv', 'parquet'])('writes %s that npm run classify reads, every array-day of it', async (format) => {
    const array = ['--array', '4x2', '--module', 'SPR-E20-327'];
    const { status, stdout } = await simulate(
      '--out',
      format,
      '--format',
      format,
      '--arrays',
      '3',
      '--days',
      '2',
      ...array,
    );
    expect(status).toBe(0);
    const nameplate = /nameplate: (.*)/.exec(stdout)?.[1]?.split(' ') ?? [];
    const files = (await readdir(path.join(folder, format))).filter((name) => name.endsWith(`.${format}`));
    expect(files).toHaveLength(2);
    const classified = await run('jobs/commands/classify/main.ts', [
      ...files.map((name) => path.join(format, name)),
      ...['--out', `${format}.json`],
      ...nameplate,
    ]);
    expect(classified.stderr).toBe('');
    const verdicts: { deviceId: string; day: string }[] = JSON.parse(
      await readFile(path.join(folder, `${format}.json`), 'utf8'),
    );
    const name = ({ deviceId, day }: { deviceId: string; day: string }) => `${deviceId} ${day}`;
    const truth = await truthOf(format);
    expect(truth).toHaveLength(6);
    expect(verdicts.map(name).sort()).toEqual(truth.map(name).sort());
    // Six array-days of a balanced plant are one of each condition.
    expect(new Set(truth.map(({ condition }) => condition))).toEqual(new Set(CONDITIONS));
    // One sky a day over the whole plant.
    expect(new Set(truth.map(({ day, sky }) => `${day} ${sky}`)).size).toBe(2);
  });

  it('gives the same files for the same seed, and leaves Avro as a SCADA system does', async () => {
    const words = ['--format', 'avro', '--arrays', '2', '--failures', 'duplicate_stamps,long_gap', '--seed', 'twice'];
    for (const out of ['first', 'second']) expect((await simulate('--out', out, ...words)).status).toBe(0);
    const rows: string[][] = [];
    for (const out of ['first', 'second']) {
      const source = new AvroFileSource(path.join(folder, out), 'simulated');
      const [shard, ...others] = await source.shardsOf({ day: '2026-06-01', startMs: Date.parse('2026-06-01') });
      expect([shard?.partition, others]).toEqual([0, []]);
      if (!shard) continue;
      const found: string[] = [];
      for await (const batch of source.read({ day: '2026-06-01', startMs: Date.parse('2026-06-01') }, shard)) {
        for (let i = 0; i < batch.count; i++) {
          found.push(`${batch.deviceIds[i]} ${batch.timestampsMs[i]} ${batch.voltage[i]} ${batch.current[i]}`);
        }
      }
      rows.push(found);
    }
    expect(rows[0]).toEqual(rows[1]);
    expect(await truthOf('first')).toEqual(await truthOf('second'));
    expect((await truthOf('first'))[0]?.injected.map(({ kind }) => kind)).toEqual(['duplicate_stamps', 'long_gap']);
  });

  it('never writes into a folder that holds something', async () => {
    await mkdir(path.join(folder, 'taken'));
    await writeFile(path.join(folder, 'taken', 'mine.txt'), 'mine');
    const { status, stderr } = await simulate('--out', 'taken');
    expect(stderr).toContain('taken holds files already: name a new folder');
    expect(status).toBe(2);
    expect(await readdir(path.join(folder, 'taken'))).toEqual(['mine.txt']);
  });

  it.each([
    ['no folder', [], '--out <dir> is missing'],
    ['an unknown option', ['--out', 'x', '--colour'], "unknown option '--colour'"],
    ['0 arrays', ['--out', 'x', '--arrays', '0'], '--arrays must be a whole number from 1 to 100000, not "0"'],
    ['a date that does not exist', ['--out', 'x', '--from', '2026-02-30'], '--from must be a date YYYY-MM-DD'],
    ['an unknown condition', ['--out', 'x', '--conditions', 'hail'], '--conditions must be'],
    ['shares that are not whole', ['--out', 'x', '--conditions', 'normal:0.5,arc_fault:0.1'], 'must sum to 1, not 0.6'],
    ['an unknown format', ['--out', 'x', '--format', 'xls'], '--format must be one of avro, parquet, csv, not "xls"'],
    ['an array without shape', ['--out', 'x', '--array', '5'], '--array must be modules in series x strings'],
    ['too many strings', ['--out', 'x', '--array', '5x300'], '--array: strings must be a whole number from 1 to 100'],
    ['an unknown module', ['--out', 'x', '--module', 'X'], '--module must be one of CS6U-330P, SPR-E20-327, not "X"'],
    ['an unknown failure', ['--out', 'x', '--failures', 'long_gap,hail'], '--failures must be one of'],
    ['a fault the array cannot have', ['--out', 'x', '--array', '1x2'], 'modulesInSeries must be 2 or more'],
  ])('refuses %s in one line, exit code 2, and leaves nothing', async (_, words, message) => {
    const { status, stderr } = await simulate(...words);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(2);
    expect(existsSync(path.join(folder, 'x'))).toBe(false);
  });
});
