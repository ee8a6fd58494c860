import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { childEnvironment } from '#server/env.ts';
import { runScript } from './setup/run-script.ts';

// What every command has in common, held by those that package.json names.

const { scripts, version } = z
  .object({ scripts: z.record(z.string(), z.string()), version: z.string() })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const COMMANDS = Object.entries(scripts).flatMap(([name, script]) => {
  const file = /bootstrap\.mjs (jobs\/\S+\.ts)/.exec(script)?.[1];
  return file === undefined ? [] : [[name, file] as const];
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph command '));
});
afterAll(() => rm(folder, { recursive: true }));

const environment = () => childEnvironment({ HELIOGRAPH_DATA: path.join(folder, 'data'), INIT_CWD: folder });

describe.each(COMMANDS)('npm run %s', (name, file) => {
  it('says what it is for and how it is typed, and refuses an option that it does not have', async () => {
    const help = await runScript([file, '--help'], environment());
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toMatch(new RegExp(`^Usage: npm (run )?${name} -- `));
    expect(help.stdout).toContain('-h, --help');
    const { status, stdout, stderr } = await runScript([file, '--no-such-option'], environment());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^[a-z:]+: unknown option '--no-such-option'[^\n]*\n$/);
  });
});

describe('the command line', () => {
  const classify = (...words: string[]) => runScript(['jobs/commands/classify/main.ts', ...words], environment());

  it('offers the option that may be meant', async () => {
    expect((await classify('a.csv', '--utc-ofset', '+01:00')).stderr).toContain('Did you mean --utc-offset?');
  });

  it('does not take an option for the value of the one before it', async () => {
    const { status, stderr } = await classify('a.csv', '--out', '--until', '12:00');
    expect(stderr).toBe('classify: --out needs a value: <file>\n');
    expect(status).toBe(2);
  });

  it('tells the version of the product', async () => {
    expect(await classify('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('ends in silence when whoever reads has enough', async () => {
    const child = spawn(process.execPath, ['jobs/commands/config.ts'], { env: environment(), stdio: 'pipe' });
    // As `head` does; the command has not begun to write.
    child.stdout.destroy();
    const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect([status, stderr]).toEqual([0, '']);
  });
});
