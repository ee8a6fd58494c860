import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#jobs/process/ports.ts';
import { findLauncher } from '#jobs/process/unprivileged.ts';
import { childEnvironment } from '#server/env.ts';
import { messageOf } from '#server/errors.ts';
import { openClient } from '#server/stores/postgres.ts';

const READY_TIMEOUT_MS = 30_000;
// Debian keeps it where only administrators' paths look.
const FOLDERS = [...(childEnvironment().PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Where pgbouncer is; null when this machine has none. */
export function findPgbouncer(): string | null {
  return FOLDERS.map((folder) => path.join(folder, 'pgbouncer')).find(isProgram) ?? null;
}

export const NO_PGBOUNCER = 'there is no pgbouncer: run "apt-get install pgbouncer"';

export interface Pgbouncer {
  /** The server's address through the pooler; of any database of it. */
  url: string;
  stop(): Promise<void>;
}

/** A pgbouncer that lends a session for one transaction at a time, with its defaults for all else. */
export async function startPgbouncer(program: string, serverUrl: string): Promise<Pgbouncer> {
  const server = new URL(serverUrl);
  const folder = await mkdtemp(path.join(tmpdir(), 'heliograph-pgbouncer-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const users = path.join(folder, 'users.txt');
  const settings = path.join(folder, 'pgbouncer.ini');
  await writeFile(users, `"${server.username}" "${decodeURIComponent(server.password)}"\n`);
  await writeFile(
    settings,
    [
      '[databases]',
      `* = host=${server.hostname} port=${server.port}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${users}`,
      // Other roles are looked up.
      `auth_user = ${server.username}`,
      'auth_query = select usename, passwd from pg_shadow where usename = $1',
      'pool_mode = transaction',
      // Each test file has a database of its own: sessions of those that are done would fill the server.
      'server_idle_timeout = 2',
      '',
    ].join('\n'),
  );
  // Like PostgreSQL it does not run as root.
  const [command = '', ...words] = [...findLauncher().prefix, program, '-q', settings];
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = once(child, 'close');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true });
  };
  const url = new URL(serverUrl);
  url.port = `${port}`;
  try {
    await untilItServes(url.href, () => child.exitCode !== null);
  } catch (error) {
    await stop();
    throw new Error(`pgbouncer does not serve: ${messageOf(error)}\n${said}`, { cause: error });
  }
  return { url: url.href, stop };
}

async function untilItServes(url: string, hasEnded: () => boolean): Promise<void> {
  const deadlineMs = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    try {
      return await (await openClient(url)).end();
    } catch (error) {
      if (hasEnded() || Date.now() > deadlineMs) throw error;
    }
    await delay(50);
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
