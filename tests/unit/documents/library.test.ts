import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import * as photovoltaic from 'heliograph/photovoltaic';
import * as wavelet from 'heliograph/wavelet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '#jobs/process/project-root.ts';
import { runToEnd } from './run-to-end.ts';

const text = await readFile(path.join(projectRoot, 'docs/library.md'), 'utf8');
const examples = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
/** What the document promises of each, in its order. */
const PRINTED = [/^3\.00\n$/, /^\d\d\.\d V, \d\.\d\d A, \d\d\d W\n$/, /^open_circuit 4320 true\n$/];
let folder = '';

// Somebody else's project, to which npm has linked ours.
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph library '));
  await mkdir(path.join(folder, 'node_modules'));
  await symlink(projectRoot, path.join(folder, 'node_modules', 'heliograph'));
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the packages of the library', () => {
  it.each(PRINTED.map((printed, index) => ({ printed, index })))(
    'example $index of the document runs in a project of somebody else',
    async ({ printed, index }) => {
      const file = path.join(folder, `example-${index}.ts`);
      await writeFile(file, examples[index] ?? '');
      expect(await runToEnd(process.execPath, [file], folder)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(printed),
      });
    },
  );

  it('has no example that is not run, and names every value that is exported', () => {
    expect(examples).toHaveLength(PRINTED.length);
    for (const name of [...Object.keys(wavelet), ...Object.keys(photovoltaic)]) expect(text).toContain(name);
  });
});
