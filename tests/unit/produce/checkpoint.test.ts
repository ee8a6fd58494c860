import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Checkpoint } from '#jobs/commands/produce/checkpoint.ts';

let folder = '';
let files: string[] = [];
const at = (name: string) => path.join(folder, name);
const open = (topic = 't', name = 'files', named = files, growsAtEnd = true) =>
  Checkpoint.open(at('cp.json'), topic, { name, files: named, growsAtEnd });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph checkpoint '));
  files = [at('a.csv'), at('b.csv')];
  for (const file of files) await writeFile(file, `${file}\n`);
  await (await open()).save(7);
});
afterEach(() => rm(folder, { recursive: true }));

describe('a checkpoint', () => {
  it('gives back the rows that were saved', async () => {
    expect((await open()).rows).toBe(7);
  });

  it('lets the last file grow, and further files follow', async () => {
    await appendFile(at('b.csv'), 'more\n'.repeat(2000));
    await writeFile(at('c.csv'), 'c\n');
    expect((await open('t', 'files', [...files, at('c.csv')])).rows).toBe(7);
  });

  it.each([
    ['another topic', 'topic t', () => open('u')],
    ['another kind of source', 'files', () => open('t', 'standard input', [])],
    ['other files', 'other files', () => open('t', 'files', files.toReversed())],
    ['fewer files', 'more files', () => open('t', 'files', files.slice(1))],
    [
      'a further file whose rows come in between',
      'fewer files',
      async () => {
        await writeFile(at('c.csv'), 'c\n');
        return open('t', 'files', [...files, at('c.csv')], false);
      },
    ],
    [
      'a last file that has grown, whose rows come in between',
      'before it was changed',
      async () => {
        await appendFile(at('b.csv'), 'more\n');
        return open('t', 'files', files, false);
      },
    ],
    [
      'a file that was changed',
      'before it was changed',
      async () => {
        await writeFile(at('a.csv'), 'other\n');
        return open();
      },
    ],
    [
      'an earlier file that has grown',
      'before it was changed',
      async () => {
        await appendFile(at('a.csv'), 'more\n');
        return open();
      },
    ],
  ])('is refused for %s, since its rows would be the wrong ones', async (_, message, reopened) => {
    await expect(reopened()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(message) });
  });

  it('that is none is named', async () => {
    await writeFile(at('cp.json'), '{"rows":-1}');
    await expect(open()).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('cp.json') });
  });
});
