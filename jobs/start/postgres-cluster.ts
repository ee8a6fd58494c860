import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';

export const SUPERUSER = 'heliograph';

const ORPHAN_STOP_TIMEOUT_MS = 30_000;

/** The password of the cluster's only user, made at the first start and readable by its owner alone. */
export function clusterPassword(dataDir: string): string {
  const file = `${dataDir}.password`;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

/** Makes the cluster when there is none. An interrupted attempt leaves nothing that could be taken for one. */
export function initCluster(options: {
  dataDir: string;
  password: string;
  owner: number | null;
  initdb: (words: string[]) => { status: number | null; output: string };
}): void {
  const { dataDir, password, owner, initdb } = options;
  if (existsSync(path.join(dataDir, 'PG_VERSION'))) return;
  const temporary = `${dataDir}.init`;
  const passwordFile = `${temporary}.password`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { mode: 0o700, recursive: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (owner !== null) {
      chownSync(temporary, owner, owner);
      chownSync(passwordFile, owner, owner);
    }
    const words = ['-D', temporary, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const { status, output } = initdb([...words, '--encoding=UTF8', '--locale=C', '--no-instructions', '--no-sync']);
    if (status !== 0) {
      rmSync(temporary, { recursive: true, force: true });
      throw new HeliographError('database', `cannot make the database in ${dataDir}: ${reasonOf(output)}`);
    }
    renameSync(temporary, dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The line of PostgreSQL's output that says what went wrong. */
export function reasonOf(output: string): string {
  if (/No space left|wrote only \d+ of \d+ bytes/.test(output)) return 'the disk is full';
  const lines = output.trim().split('\n');
  return lines.find((line) => /\b(FATAL|PANIC|error):/.test(line)) ?? lines.at(-1) ?? 'no reason given';
}

/** Ends a server that outlived its starter and clears a pid file left by a crash. */
export async function clearLeftovers(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isServerOf(pid, dataDir)) {
    process.kill(pid, 'SIGINT');
    const deadlineMs = Date.now() + ORPHAN_STOP_TIMEOUT_MS;
    while (isServerOf(pid, dataDir)) {
      if (Date.now() > deadlineMs) {
        throw new HeliographError(
          'database',
          `an earlier PostgreSQL (process ${pid}) on ${dataDir} does not stop: end it first`,
        );
      }
      await delay(50);
    }
  }
  rmSync(file, { force: true });
}

/** A process number is used again: only a PostgreSQL on this very folder is ours. */
function isServerOf(pid: number, dataDir: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes('postgres') && command.includes(dataDir);
  } catch {
    return false;
  }
}

/** Makes the folder that is to hold the cluster; says why when it can't. */
export function makeParent(dataDir: string): void {
  const parent = path.dirname(dataDir);
  try {
    mkdirSync(parent, { recursive: true });
    const probe = path.join(parent, `.write-probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new HeliographError('storage', `cannot write to ${parent}: ${whyNotWritten(error)}`, { cause: error });
  }
}
