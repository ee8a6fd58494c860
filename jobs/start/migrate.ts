import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { childEnvironment } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { projectRoot } from './project-root.ts';

/** Brings the database's tables up to date; does nothing, quickly, when they are. */
export async function applyMigrations(databaseUrl: string): Promise<{ applied: boolean }> {
  if (await upToDate(databaseUrl)) return { applied: false };
  const prisma = path.join(projectRoot, 'node_modules', 'prisma', 'build', 'index.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, 'migrate', 'deploy'], {
    cwd: projectRoot,
    env: childEnvironment({ DATABASE_URL: databaseUrl, PRISMA_HIDE_UPDATE_MESSAGE: '1' }),
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new HeliographError('database', `the database could not be migrated:\n${`${stdout}\n${stderr}`.trim()}`);
  }
  return { applied: true };
}

/** True when the last migration of the repository is among those that the database has finished. */
async function upToDate(databaseUrl: string): Promise<boolean> {
  const entries = await readdir(path.join(projectRoot, 'prisma', 'migrations'), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    const table = await client.query(`select to_regclass('_prisma_migrations') as name`);
    if (!table.rows[0]?.name) return false;
    const done = await client.query(
      'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
    );
    const finished = new Set(done.rows.map((row) => row.migration_name));
    return names.every((name) => finished.has(name));
  } catch (cause) {
    throw new HeliographError('database', `cannot reach the database: ${describe(cause)}`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(String).join('; ');
  return error instanceof Error ? error.message : String(error);
}
