import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { adoptSetting } from '#server/env.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { closeDatabase } from '#server/stores/database.ts';

const MIGRATED = 'migrated';

/** Gives a database settings that are not ours: every session begins with them. */
export async function setForDatabase(url: string, settings: Record<string, string>): Promise<void> {
  // From without: a pooler would keep a session that began before.
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  const name = client.escapeIdentifier(new URL(url).pathname.slice(1));
  for (const [setting, value] of Object.entries(settings)) {
    await client.query(`alter database ${name} set ${setting} = ${client.escapeLiteral(value)}`);
  }
  await client.end();
}

/** A database on the tests' server that nobody has used. */
export function createDatabase(): Promise<string> {
  return onServer((client) => newDatabase(client));
}

/** One with the product's tables: a copy of the one that is migrated for all test files. */
function createMigratedDatabase(): Promise<string> {
  return onServer(async (client) => {
    // Held until the connection ends: one file migrates, the others wait for it.
    await client.query('select pg_advisory_lock(1)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [MIGRATED]);
    if (rowCount === 0) {
      const url = new URL(await newDatabase(client));
      // Not through a pooler, which keeps its sessions: a database that is in use cannot be renamed.
      await applyMigrations(new URL(url.pathname, inject('postgresServerUrl')).href);
      await client.query(`alter database ${url.pathname.slice(1)} rename to ${MIGRATED}`);
    }
    return newDatabase(client, MIGRATED);
  });
}

/** On the server itself: a pooler lends no session that could hold a lock. */
async function onServer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: inject('postgresServerUrl') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function newDatabase(client: pg.Client, template = 'template1'): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await client.query(`create database ${name} template ${template}`);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Gives the test file a migrated database and an empty data folder, and takes both away at its end. `session` are
 * settings of the database itself, as an administrator may have set them.
 */
export function givenFreshPlant(session: Record<string, string> = {}): {
  readonly url: string;
  readonly folder: string;
} {
  const fresh = { url: '', folder: '' };
  beforeAll(async () => {
    // Settings of its own must hold while the tables are made, too.
    if (Object.keys(session).length === 0) fresh.url = await createMigratedDatabase();
    else {
      fresh.url = await createDatabase();
      await setForDatabase(fresh.url, session);
      await applyMigrations(fresh.url);
    }
    fresh.folder = await mkdtemp(path.join(tmpdir(), 'heliograph data '));
    adoptSetting('DATABASE_URL', fresh.url);
    adoptSetting('HELIOGRAPH_DATA', fresh.folder);
    adoptSetting('LOG_LEVEL', 'silent');
  });
  afterAll(async () => {
    await closeJobQueue();
    await closeDatabase();
    await rm(fresh.folder, { recursive: true });
  });
  return fresh;
}
