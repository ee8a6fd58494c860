import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { projectRoot } from '#jobs/process/project-root.ts';
import { childEnvironment } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { openClient, type PostgresClient } from '#server/stores/postgres.ts';
import { isDiskFull } from './postgres-messages.ts';

// Any number will do; it is ours alone in a database of ours.
const MIGRATING = 4_320;

/** Brings the database's tables up to date; does nothing, quickly, when they are. Processes take turns. */
export async function applyMigrations(databaseUrl: string): Promise<{ applied: boolean }> {
  const client = await openClient(databaseUrl).catch(cannotReach);
  try {
    if (await isUpToDate(client)) return { applied: false };
    const turn = await takeTurn(databaseUrl).catch(cannotReach);
    try {
      if (await isUpToDate(client)) return { applied: false };
      await forgetInterrupted(client);
      deploy(databaseUrl);
      return { applied: true };
    } finally {
      await turn.end().catch(() => undefined);
    }
  } catch (error) {
    return cannotReach(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Waits until no other process migrates; it is our turn until this connection ends. */
async function takeTurn(databaseUrl: string): Promise<PostgresClient> {
  const client = await openClient(databaseUrl);
  // A lock of the session would stay behind at a pooler: this one is of a transaction, which is idle all the while.
  await client.query('begin');
  await client.query('set local idle_in_transaction_session_timeout = 0');
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATING]);
  return client;
}

function cannotReach(cause: unknown): never {
  if (cause instanceof HeliographError) throw cause;
  throw new HeliographError('database', `cannot reach the database: ${describe(cause)}`, { cause });
}

/** True when every migration of the repository is among those that the database has finished. */
async function isUpToDate(client: PostgresClient): Promise<boolean> {
  if (!(await hasHistory(client))) return false;
  const entries = await readdir(path.join(projectRoot, 'prisma', 'migrations'), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const done = await client.query(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const finished = new Set(done.rows.map((row) => row.migration_name));
  return names.every((name) => finished.has(name));
}

async function hasHistory(client: PostgresClient): Promise<boolean> {
  const table = await client.query(`select to_regclass('_prisma_migrations') as name`);
  return Boolean(table.rows[0]?.name);
}

/**
 * A migration is one transaction: where a full disk or a crash ended it, nothing of it is left but its entry in the
 * history, over which Prisma would stumble for ever.
 */
async function forgetInterrupted(client: PostgresClient): Promise<void> {
  if (!(await hasHistory(client))) return;
  await client.query(
    'update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null',
  );
}

function deploy(databaseUrl: string): void {
  const prisma = path.join(projectRoot, 'node_modules', 'prisma', 'build', 'index.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, 'migrate', 'deploy'], {
    cwd: projectRoot,
    env: childEnvironment({ DATABASE_URL: databaseUrl, PRISMA_HIDE_UPDATE_MESSAGE: '1' }),
    encoding: 'utf8',
  });
  if (status === 0) return;
  const output = `${stdout}\n${stderr}`.trim();
  throw new HeliographError(
    'database',
    `the database could not be migrated: ${isDiskFull(output) ? 'the disk is full' : output}`,
  );
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(String).join('; ');
  return error instanceof Error ? error.message : String(error);
}
