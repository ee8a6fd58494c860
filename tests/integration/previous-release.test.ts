import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { adoptSetting } from '#server/env.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { getArrayDay } from '#server/services/arrays/get-array-day.ts';
import { getScalogramBytes } from '#server/services/arrays/get-scalogram.ts';
import { getSeries } from '#server/services/arrays/get-series.ts';
import { listDays } from '#server/services/days/list-days.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { contextOf } from '#tests/context.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';
import { createDatabase } from './setup/fresh-plant.ts';

const GOLDEN = path.join(projectRoot, 'tests/golden/previous-release');
const MIGRATIONS = path.join(projectRoot, 'prisma/migrations');
const DAY = '2026-06-01';

const rowSchema = z.record(z.string(), z.unknown());
const historySchema = z.array(z.object({ migration_name: z.string() }));
const verdictsSchema = z.array(z.object({ deviceId: z.string(), condition: z.string().nullable() }));
const databaseSchema = z.object({ tables: z.record(z.string(), z.array(rowSchema)) });
const { tables } = databaseSchema.parse(
  JSON.parse(gunzipSync(await readFile(path.join(GOLDEN, 'database.json.gz'))).toString('utf8')),
);
const then = historySchema.parse(tables._prisma_migrations).map((row) => row.migration_name);
let folder = '';
let migrated = { applied: false };

/** The database as that release left it: its migrations, then its rows. */
async function asItWas(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const name of then.toSorted()) {
    await client.query(await readFile(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8'));
  }
  await client.query(`create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null,
    finished_at timestamptz, migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  // In any order, as a restored copy is: rows refer to each other.
  await client.query('set session_replication_role = replica');
  for (const [table, rows] of Object.entries(tables)) {
    const name = client.escapeIdentifier(table);
    await client.query(`delete from ${name}`);
    await client.query(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1)`, [
      JSON.stringify(rows),
    ]);
  }
  await client.end();
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph previous '));
  await cp(path.join(GOLDEN, 'objects'), path.join(folder, 'objects'), { recursive: true });
  const url = await createDatabase();
  await asItWas(url);
  adoptSetting('DATABASE_URL', url);
  adoptSetting('HELIOGRAPH_DATA', folder);
  adoptSetting('HELIOGRAPH_PLANT', 'south');
  adoptSetting('LOG_LEVEL', 'silent');
  migrated = await applyMigrations(url);
});
afterAll(async () => {
  await closeJobQueue();
  await closeDatabase();
  await rm(folder, { recursive: true });
});

describe('what the release before left behind', () => {
  it('is migrated where there are migrations since, and none of its own has gone', async () => {
    const names = (await readdir(MIGRATIONS)).filter((name) => /^\d/.test(name));
    expect(names).toEqual(expect.arrayContaining(then));
    expect(migrated.applied).toBe(names.length > then.length);
  });

  it('is still on show: its day, and the verdict of each array', async () => {
    const { days } = await listDays(await contextOf());
    expect(days.map(({ day }) => day)).toContain(DAY);
    const { cells } = await readPlantDay({ day: DAY });
    const found = cells.map(({ deviceId, condition }) => ({ deviceId, condition }));
    const written = verdictsSchema.parse(tables.verdict).map(({ deviceId, condition }) => ({ deviceId, condition }));
    expect(found).toEqual(expect.arrayContaining(written));
    expect(written).toHaveLength(3);
  });

  it('is read from the object store: figures, series, image and gold', async () => {
    const context = await contextOf();
    for (const deviceId of ['SIM0000001', 'SIM0000002', 'SIM0000003']) {
      const array = { deviceId, day: DAY };
      expect((await getArrayDay(context, array)).energy?.measuredKwh).toBeGreaterThan(0);
      expect(Math.max(...(await getSeries(context, array)).irradiance.map((value) => value ?? 0))).toBeGreaterThan(100);
      expect((await getScalogramBytes(context, array)).bytes.some((value) => value > 0)).toBe(true);
    }
    expect((await openGold(context, { day: DAY })).bytes.length).toBeGreaterThan(1000);
  });
});
