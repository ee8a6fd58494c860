import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimInstance, findInstance } from '#jobs/start/instance.ts';

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
    instance.tellDatabase('postgresql://here');
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
});
