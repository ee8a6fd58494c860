import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { applyMigrations } from '#jobs/start/migrate.ts';
import { adoptSetting } from '#server/env.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { closeDatabase } from '#server/stores/database.ts';

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
export async function createDatabase(): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
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
    fresh.url = await createDatabase();
    await setForDatabase(fresh.url, session);
    fresh.folder = await mkdtemp(path.join(tmpdir(), 'heliograph data '));
    adoptSetting('DATABASE_URL', fresh.url);
    adoptSetting('HELIOGRAPH_DATA', fresh.folder);
    adoptSetting('LOG_LEVEL', 'silent');
    await applyMigrations(fresh.url);
  });
  afterAll(async () => {
    await closeJobQueue();
    await closeDatabase();
    await rm(fresh.folder, { recursive: true });
  });
  return fresh;
}
