import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimInstance, findInstance } from '#jobs/process/instance.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph-instance-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('one instance a data folder', () => {
  it('refuses a second one and says where the first is', () => {
    const first = claimInstance(folder, 3123);
    expect(() => claimInstance(folder, 3124)).toThrow(
      `Heliograph is already running here: http://localhost:3123 (process ${process.pid})`,
    );
    first.release();
    claimInstance(folder, 3124).release();
  });

  it('tells the command-line tools which database it uses', () => {
    const instance = claimInstance(folder, 3123);
    expect(findInstance(folder)?.databaseUrl).toBeNull();
    instance.setDatabase('postgresql://here');
    expect(findInstance(folder)?.databaseUrl).toBe('postgresql://here');
    instance.release();
    expect(findInstance(folder)).toBeNull();
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 - 1, started: '1', port: 3000, databaseUrl: null })],
    [
      'of a number that another process has now',
      JSON.stringify({ pid: process.pid, started: 'before', port: 3000, databaseUrl: null }),
    ],
    ['cut off by a crash', '{"pid": 1'],
  ])('takes over a claim %s', async (_, content) => {
    await writeFile(path.join(folder, 'instance.json'), content);
    expect(findInstance(folder)).toBeNull();
    claimInstance(folder, 3123).release();
  });

  it('says that a command has the folder to itself', () => {
    const command = claimInstance(folder, null);
    expect(() => claimInstance(folder, 3124)).toThrow(
      `another command (process ${process.pid}) works on ${folder}: wait until it has ended`,
    );
    command.release();
  });

  it('lets exactly one of many take over a dead claim', async () => {
    const claimants = Array.from({ length: 4 }, () => {
      const script = path.join(import.meta.dirname, 'setup', 'claim-folder.ts');
      return spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    });
    const answers = () => Promise.all(claimants.map(async ({ stdout }) => String(await once(stdout, 'data')).trim()));
    await answers();
    for (let round = 0; round < 200; round++) {
      const contested = path.join(folder, `${round}`);
      await mkdir(contested);
      await writeFile(path.join(contested, 'instance.json'), '{"pid": 1');
      const heard = answers();
      for (const { stdin } of claimants) stdin.write(contested);
      expect((await heard).sort()).toEqual(['claimed', 'refused', 'refused', 'refused']);
    }
    for (const { stdin } of claimants) stdin.end();
    await Promise.all(claimants.map((claimant) => claimant.exitCode ?? once(claimant, 'exit')));
  });
});
