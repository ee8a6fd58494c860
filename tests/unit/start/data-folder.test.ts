import { mkdirSync, statSync } from 'node:fs';
import { chmod, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSecrets, writeSecrets } from '#jobs/dev/identity/secrets.ts';
import { claimInstance } from '#jobs/process/instance.ts';
import { closeDataFolder } from '#server/data-folder.ts';
import { makeFolder } from '#server/gateways/objects/folders.ts';

let scratch = '';
beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'heliograph-folder-'));
});
afterEach(() => rm(scratch, { recursive: true }));

const modeOf = (folder: string) => (statSync(folder).mode & 0o7777).toString(8);

describe('the data folder', () => {
  it.each<[string, (folder: string) => unknown]>([
    ['an instance claims it', (folder) => claimInstance(folder, 3000).release()],
    ['the provider of sign-in keeps its secrets', (folder) => writeSecrets(path.join(folder, 'x.json'), newSecrets(1))],
    ['an object is the first thing in it', (folder) => makeFolder(path.join(folder, 'objects', 'gold'))],
  ])('is for its owner alone when %s', async (_, make) => {
    const folder = path.join(scratch, 'data');
    await make(folder);
    expect(modeOf(folder)).toBe('700');
  });

  it.each([0o755, 0o777, 0o750, 0o711])('of mode %o from before is closed', async (mode) => {
    const folder = path.join(scratch, 'data');
    mkdirSync(folder);
    for (const close of [() => claimInstance(folder, 3000).release(), () => closeDataFolder(folder)]) {
      await chmod(folder, mode);
      close();
      expect(modeOf(folder)).toBe('700');
    }
  });

  it('that is shared by its nature, a link or not there is left as it is', async () => {
    const shared = path.join(scratch, 'shared');
    mkdirSync(shared);
    await chmod(shared, 0o1777);
    closeDataFolder(shared);
    expect(modeOf(shared)).toBe('1777');
    await symlink(shared, path.join(scratch, 'link'));
    closeDataFolder(path.join(scratch, 'link'));
    expect(modeOf(shared)).toBe('1777');
    expect(() => closeDataFolder(path.join(scratch, 'nowhere'))).not.toThrow();
  });
});
