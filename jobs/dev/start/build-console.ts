import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { projectRoot } from '#jobs/process/project-root.ts';
import { childEnvironment } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';

const SOURCES = ['app', 'components', 'server', 'models', 'prisma/schema.prisma'];
const CONFIGURATION = [
  'package-lock.json',
  'next.config.js',
  'instrumentation.ts',
  'postcss.config.cjs',
  'tsconfig.json',
  'proxy.ts',
];
const STAMP = path.join(projectRoot, '.next', 'heliograph-build');

/** Builds the console unless its sources are those of the last build. The build's output is shown when it fails. */
export async function buildConsole(signal?: AbortSignal): Promise<{ built: boolean }> {
  const fingerprint = await fingerprintOf([...SOURCES, ...CONFIGURATION]);
  const last = await readFile(STAMP, 'utf8').catch(() => '');
  if (last === fingerprint) return { built: false };
  // An interrupted build must not pass for the one before it.
  await rm(STAMP, { force: true });
  await runNext(['build'], signal);
  await writeFile(STAMP, fingerprint);
  return { built: true };
}

async function fingerprintOf(entries: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of await filesOf(entry)) {
      hash.update(file).update(await readFile(path.join(projectRoot, file)));
    }
  }
  return hash.digest('hex');
}

async function filesOf(entry: string): Promise<string[]> {
  const absolute = path.join(projectRoot, entry);
  if (!existsSync(absolute)) return [];
  if (path.extname(entry) !== '') return [entry];
  const found = await readdir(absolute, { recursive: true, withFileTypes: true });
  return found
    .filter((file) => file.isFile())
    .map((file) => path.relative(projectRoot, path.join(file.parentPath, file.name)))
    .sort();
}

function runNext(words: string[], signal?: AbortSignal): Promise<void> {
  const next = path.join(projectRoot, 'node_modules/next/dist/bin/next');
  const env = childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, ...words], {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const stop = () => child.kill('SIGTERM');
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', stop);
      if (code === 0) resolve();
      else if (signal?.aborted) reject(new HeliographError('cancelled', 'stopped while the console was built'));
      else {
        process.stderr.write(output);
        const full = output.includes('ENOSPC') ? ': the disk is full' : ', see its output above';
        reject(new HeliographError('internal', `the console could not be built${full}`));
      }
    });
  });
}
