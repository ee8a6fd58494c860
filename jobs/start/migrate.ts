import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { childEnvironment } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { isDiskFull } from './postgres-messages.ts';
import { projectRoot } from './project-root.ts';

// Any number will do; it is ours alone in a database of ours.
const MIGRATING = 4_320;

/** Brings the database's tables up to date; does nothing, quickly, when they are. Processes take turns. */
export async function applyMigrations(databaseUrl: string): Promise<{ applied: boolean }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  try {
    const applied = await startMigrating(client);
    if (applied) deploy(databaseUrl);
    return { applied };
  } finally {
    // Ends our turn as well.
    await client.end().catch(() => undefined);
  }
}

/** Connects and says whether there is something to do; if so, it is our turn afterwards. */
async function startMigrating(client: pg.Client): Promise<boolean> {
  try {
    await client.connect();
    if (await isUpToDate(client)) return false;
    await client.query('select pg_advisory_lock($1)', [MIGRATING]);
    if (await isUpToDate(client)) return false;
    await forgetInterrupted(client);
    return true;
  } catch (cause) {
    throw new HeliographError('database', `cannot reach the database: ${describe(cause)}`, { cause });
  }
}

/** True when every migration of the repository is among those that the database has finished. */
async function isUpToDate(client: pg.Client): Promise<boolean> {
  if (!(await hasHistory(client))) return false;
  const entries = await readdir(path.join(projectRoot, 'prisma', 'migrations'), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const done = await client.query(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const finished = new Set(done.rows.map((row) => row.migration_name));
  return names.every((name) => finished.has(name));
}

async function hasHistory(client: pg.Client): Promise<boolean> {
  const table = await client.query(`select to_regclass('_prisma_migrations') as name`);
  return Boolean(table.rows[0]?.name);
}

/**
 * A migration is one transaction: where a full disk or a crash ended it, nothing of it is left but its entry in the
 * history, over which Prisma would stumble for ever.
 */
async function forgetInterrupted(client: pg.Client): Promise<void> {
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
