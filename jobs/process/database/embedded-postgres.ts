import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#jobs/process/ports.ts';
import { findLauncher } from '#jobs/process/unprivileged.ts';
import { childEnvironment } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { openClient, type PostgresClient } from '#server/stores/postgres.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { clusterPassword, initCluster, makeParent, SUPERUSER } from './postgres-cluster.ts';
import { clearLeftovers } from './postgres-leftovers.ts';
import { reasonOf } from './postgres-messages.ts';
import { type PostgresServer, watchServer } from './postgres-server.ts';

const READY_TIMEOUT_MS = 180_000;
// Nobody listens yet, and "the database system is starting up".
const NOT_UP_YET = new Set(['ECONNREFUSED', 'ECONNRESET', '57P03']);

export interface EmbeddedPostgres {
  /** postgresql://... of the application's database, with its password. */
  url: string;
  /** Port on 127.0.0.1. */
  port: number;
  /** Resolves with the reason when the server ends. */
  died: Promise<string>;
  /** Stops the server and waits for its end. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from npm on a data folder, makes the cluster and the database when they are not there, listens on
 * loopback only, and ends with this process whatever way that ends. One caller a folder: see claimInstance.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  database?: string;
}): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  const database = options.database ?? 'heliograph';
  makeParent(dataDir);
  const native = await findPostgresBinaries();
  const { prefix, owner } = findLauncher();
  const env = childEnvironment({ LC_ALL: 'C', LD_LIBRARY_PATH: path.join(native, 'lib') });
  const commandOf = (program: string, words: string[]) => [...prefix, path.join(native, 'bin', program), ...words];

  await clearLeftovers(dataDir);
  const password = clusterPassword(dataDir);
  initCluster({
    dataDir,
    password,
    owner,
    initdb: (words) => {
      const [command = '', ...rest] = commandOf('initdb', words);
      const { status, stdout, stderr, error } = spawnSync(command, rest, { env, cwd: '/', encoding: 'utf8' });
      return { status, output: error ? messageOf(error) : `${stdout}${stderr}` };
    },
  });

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`];
  const words = ['-D', dataDir, ...settings.flatMap((setting) => ['-c', setting])];
  const [command = '', ...rest] = commandOf('postgres', words);
  // Detached: Ctrl-C goes to the whole terminal group, and the database must be the last to stop.
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const server = watchServer(spawn(command, rest, { env, cwd: '/', stdio, detached: true }));
  const urlOf = (name: string) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${name}`;
  try {
    await ensureDatabase(urlOf('postgres'), database, server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: urlOf(database), port, died: server.died, stop: server.stop };
}

/** Waits until the server answers and makes the database when it is not there. */
async function ensureDatabase(adminUrl: string, database: string, server: PostgresServer): Promise<void> {
  const deadlineMs = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const reason = server.reasonOfEnd();
    if (reason !== null) throw new HeliographError('database', `PostgreSQL did not start: ${reason}`);
    let client: PostgresClient | undefined;
    try {
      client = await openClient(adminUrl);
      const found = await client.query('select 1 from pg_database where datname = $1', [database]);
      if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
      return;
    } catch (error) {
      if (!isNotUpYet(error) || Date.now() > deadlineMs) {
        throw new HeliographError('database', `PostgreSQL does not serve: ${reasonOf(messageOf(error))}`, {
          cause: error,
        });
      }
    } finally {
      await client?.end().catch(() => undefined);
    }
    await delay(50);
  }
}

function isNotUpYet(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOT_UP_YET.has(String(error.code));
}
