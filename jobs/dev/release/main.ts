import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { cycloneDx } from '#jobs/dev/supply/npm.ts';
import { runCommand } from '#jobs/process/command.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { HeliographError } from '#server/errors.ts';
import { checksumsOf, signText } from './checksums.ts';
import { git } from './git.ts';
import { imageTags, nextVersion } from './next-version.ts';
import { releaseCommand } from './options.ts';
import { releaseNotes } from './release-notes.ts';

const at = (name: string) => path.join(projectRoot, name);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const packageSchema = z.object({ version: z.string() });

await runCommand(releaseCommand, async ({ step, write, out, keyFile }) => {
  const changed = git('status', '--porcelain');
  if (changed) throw new HeliographError('conflict', `there are changes that are not committed:\n${changed}`);
  const { version: before } = packageSchema.parse(JSON.parse(await readFile(at('package.json'), 'utf8')));
  const version = nextVersion(before, step);
  const tag = `v${version}`;
  if (git('tag', '--list', tag)) throw new HeliographError('conflict', `the tag ${tag} is there already`);
  const day = new Date().toISOString().slice(0, 10);
  const { changelog, notes } = releaseNotes(await readFile(at('CHANGELOG.md'), 'utf8'), version, day);
  // A key that is none is found out before anything is written.
  if (keyFile !== null) await signText('', keyFile);
  say(`${before} -> ${version}, tag ${tag} on ${git('rev-parse', '--abbrev-ref', 'HEAD')}\n\n${notes}\n`);
  say(`images: ${imageTags(version).join(', ')}`);
  const folder = path.join(out, version);
  say(`files: ${folder}`);
  if (!write) return say('Nothing is written: --write does it.');

  await writeFile(at('CHANGELOG.md'), changelog);
  for (const name of ['package.json', 'package-lock.json']) await setVersion(at(name), before, version);
  git('add', 'CHANGELOG.md', 'package.json', 'package-lock.json');
  git('commit', '--quiet', '--message', `release: ${version}`);
  git('tag', '--annotate', tag, '--message', `Heliograph ${version}\n\n${notes}`);
  await writeFiles(folder, version, tag, notes, keyFile);
  say(`done; git push --follow-tags publishes it`);
});

/** The first version that a file names is its own, in the lock file the first two: the rest is as it was, byte by byte. */
async function setVersion(file: string, before: string, version: string): Promise<void> {
  const own = `"version": "${before}"`;
  let left = file.endsWith('package-lock.json') ? 2 : 1;
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replaceAll(own, (found) => (left-- > 0 ? `"version": "${version}"` : found)),
  );
}

async function writeFiles(folder: string, version: string, tag: string, notes: string, keyFile: string | null) {
  await mkdir(folder, { recursive: true });
  const sources = `heliograph-${version}.tar.gz`;
  git('archive', '--format=tar.gz', `--prefix=heliograph-${version}/`, `--output=${path.join(folder, sources)}`, tag);
  await writeFile(path.join(folder, 'sbom.cdx.json'), cycloneDx());
  await writeFile(path.join(folder, 'notes.md'), `${notes}\n`);
  const checksums = await checksumsOf(folder, [sources, 'sbom.cdx.json', 'notes.md']);
  await writeFile(path.join(folder, 'SHA256SUMS'), checksums);
  if (keyFile === null) return say('SHA256SUMS is not signed: no --key was given');
  const { signature, publicKey } = await signText(checksums, keyFile);
  await writeFile(path.join(folder, 'SHA256SUMS.sig'), signature);
  await writeFile(path.join(folder, 'signing-key.pem'), publicKey);
}
