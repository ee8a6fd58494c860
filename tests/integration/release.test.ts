import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '#jobs/process/project-root.ts';
import { childEnvironment } from '#server/env.ts';

const AUTHOR = ['-c', 'user.name=test', '-c', 'user.email=test@plant.test', '-c', 'commit.gpgSign=false'];
const run = (folder: string, program: string, ...words: string[]) =>
  spawnSync(program, words, { cwd: folder, encoding: 'utf8', env: { ...childEnvironment(), ...WHO } });
const WHO = {
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@plant.test',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@plant.test',
};
const listed = run(projectRoot, 'git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
let folder = '';
let tree = '';

const release = (...words: string[]) => run(tree, process.execPath, 'jobs/dev/release/main.ts', ...words);

// A repository of its own with the sources as they are now: what a release does to it nobody else sees.
beforeAll(async () => {
  if (listed.status !== 0) return;
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph release '));
  tree = path.join(folder, 'tree');
  for (const name of listed.stdout.split('\0').filter(Boolean)) {
    await mkdir(path.dirname(path.join(tree, name)), { recursive: true });
    await cp(path.join(projectRoot, name), path.join(tree, name)).catch(ignoreRemoved);
  }
  run(tree, 'git', 'init', '--quiet', '--initial-branch=main');
  await writeFile(path.join(tree, '.git/info/exclude'), 'node_modules\n');
  await symlink(path.join(projectRoot, 'node_modules'), path.join(tree, 'node_modules'));
  run(tree, 'git', 'add', '--all');
  expect(run(tree, 'git', ...AUTHOR, 'commit', '--quiet', '--message', 'as it is').status).toBe(0);
});
afterAll(async () => {
  if (folder) await rm(folder, { recursive: true });
});

/** Listed by git and gone from the folder, but not yet committed. */
function ignoreRemoved(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

describe.skipIf(listed.status !== 0)('npm run release', () => {
  it('says what it would do, and changes nothing without --write', () => {
    const { status, stdout, stderr } = release('--step', 'minor');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+ -> \d+\.\d+\.0, tag v/);
    expect(stdout).toContain('Nothing is written');
    expect(run(tree, 'git', 'status', '--porcelain').stdout).toBe('');
    expect(run(tree, 'git', 'tag').stdout).toBe('');
  });

  it('refuses a tree with changes, and a key that cannot sign', async () => {
    await writeFile(path.join(tree, 'stray.txt'), 'x');
    expect(release('--step', 'minor')).toMatchObject({ status: 1, stderr: expect.stringContaining('stray.txt') });
    await rm(path.join(tree, 'stray.txt'));
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = path.join(folder, 'ec.pem');
    await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(release('--step', 'minor', '--key', key)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('must be Ed25519'),
    });
  });

  it('makes version, changelog, tag, sources, list of packages and signed checksums', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = path.join(folder, 'signing.pem');
    await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const out = path.join(folder, 'out');
    const { status, stderr, stdout } = release('--step', 'minor', '--write', '--key', key, '--out', out);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const version = / -> (\S+),/.exec(stdout)?.[1] ?? '';
    const text = (name: string) => readFile(path.join(tree, name), 'utf8');
    expect(JSON.parse(await text('package.json'))).toMatchObject({ version });
    expect(JSON.parse(await text('package-lock.json'))).toMatchObject({ version, packages: { '': { version } } });
    expect(await text('CHANGELOG.md')).toContain(`## [Unreleased]\n\n## [${version}] - `);
    expect(run(tree, 'git', 'show', '--stat', '--format=%s', `v${version}^{commit}`).stdout).toMatch(
      /^release: .*\n\n CHANGELOG\.md .*\n package-lock\.json .*\n package\.json .*/,
    );
    expect(run(tree, 'git', 'status', '--porcelain').stdout).toBe('');

    const files = path.join(out, version);
    expect(run(files, 'sha256sum', '--check', 'SHA256SUMS').stdout.match(/: OK$/gm)).toHaveLength(3);
    const sums = await readFile(path.join(files, 'SHA256SUMS'));
    const publicKey = createPublicKey(await readFile(path.join(files, 'signing-key.pem'), 'utf8'));
    expect(verify(null, sums, publicKey, await readFile(path.join(files, 'SHA256SUMS.sig')))).toBe(true);
    const names = run(files, 'tar', '-tzf', `heliograph-${version}.tar.gz`).stdout;
    expect(names).toContain(`heliograph-${version}/server/env.ts`);
    expect(release('--step', 'patch')).toMatchObject({ status: 2, stderr: expect.stringContaining('says nothing') });
  });
});
