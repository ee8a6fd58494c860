import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { adoptSetting } from '#server/env.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { createDatabase } from './fresh-plant.ts';

const GOLDEN = path.join(projectRoot, 'tests/golden/previous-release');
/** Numbers that the database gives go on behind those that there are. */
const GO_ON_COUNTING = `do $$ declare own record; begin
  for own in select c.table_name, c.column_name, pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) as counter
    from information_schema.columns c join pg_tables t on t.tablename = c.table_name and t.schemaname = c.table_schema
    where c.table_schema = 'public' loop
    if own.counter is not null then
      execute format('select setval(%L, coalesce((select max(%I) from %I), 0) + 1, false)', own.counter, own.column_name, own.table_name);
    end if;
  end loop;
end $$`;
const historySchema = z.array(z.object({ migration_name: z.string() }));
const databaseSchema = z.object({ tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))) });

/** What the release before left of the day that it published of three arrays: the rows of its tables, its migrations. */
export const previous = databaseSchema
  .transform(({ tables }) => ({
    day: '2026-06-01',
    tables,
    migrations: historySchema.parse(tables._prisma_migrations).map((row) => row.migration_name),
  }))
  .parse(JSON.parse(gunzipSync(await readFile(path.join(GOLDEN, 'database.json.gz'))).toString('utf8')));

/** Gives the test file that database, migrated to what it is today, and that object store; takes both away at its end. */
export function givenPreviousRelease(): { folder: string; applied: boolean } {
  const given = { folder: '', applied: false };
  beforeAll(async () => {
    given.folder = await mkdtemp(path.join(tmpdir(), 'heliograph previous '));
    await cp(path.join(GOLDEN, 'objects'), path.join(given.folder, 'objects'), { recursive: true });
    const url = await createDatabase();
    await leaveAsItWas(url);
    adoptSetting('DATABASE_URL', url);
    adoptSetting('HELIOGRAPH_DATA', given.folder);
    adoptSetting('HELIOGRAPH_PLANT', 'south');
    adoptSetting('LOG_LEVEL', 'silent');
    given.applied = (await applyMigrations(url)).applied;
  });
  afterAll(async () => {
    await closeJobQueue();
    await closeDatabase();
    await rm(given.folder, { recursive: true });
  });
  return given;
}

/** The migrations of that release, then its rows. */
async function leaveAsItWas(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const name of previous.migrations.toSorted()) {
    await client.query(await readFile(path.join(projectRoot, 'prisma/migrations', name, 'migration.sql'), 'utf8'));
  }
  // As Prisma makes it.
  await client.query(`create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null,
    finished_at timestamptz, migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  // In any order, as a copy is restored: rows refer to each other.
  await client.query('set session_replication_role = replica');
  for (const [table, rows] of Object.entries(previous.tables)) {
    const name = client.escapeIdentifier(table);
    await client.query(`delete from ${name}`);
    await client.query(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1)`, [
      JSON.stringify(rows),
    ]);
  }
  await client.query(GO_ON_COUNTING);
  await client.end();
}
