import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { adoptSetting } from '#server/env.ts';
import { closeJobQueue, openJobQueue } from '#server/gateways/queue/job-queue.ts';
import { closeDatabase, type Database, database, databaseNowMs, inTransaction } from '#server/stores/database.ts';
import { refuseForeignSession } from '#server/stores/postgres-session.ts';
import { createDatabase, setForDatabase } from '#tests/integration/setup/fresh-plant.ts';

afterEach(async () => {
  await closeJobQueue();
  await closeDatabase();
});

async function databaseWith(settings: Record<string, string>): Promise<string> {
  const url = await createDatabase();
  await setForDatabase(url, settings);
  adoptSetting('DATABASE_URL', url);
  return url;
}

describe('sessions of a database with settings of its own', () => {
  it.each([
    ['America/New_York', 'SQL, DMY'],
    ['Europe/Berlin', 'German'],
    ['Pacific/Auckland', 'Postgres, MDY'],
    ['America/St_Johns', 'ISO, YMD'],
  ])('write and read times as they are: %s, %s', async (TimeZone, DateStyle) => {
    await databaseWith({ TimeZone, DateStyle });
    const instant = new Date('2026-03-29T01:30:00.250Z');
    const [row] = await database().$queryRaw<{ back: Date; ms: number }[]>`
      select ${instant}::timestamptz as back, (extract(epoch from ${instant}::timestamptz) * 1000)::float8 as ms`;
    expect(row).toEqual({ back: instant, ms: instant.getTime() });
    const [clock] = await database().$queryRaw<{ ms: number }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
    expect(await databaseNowMs(database())).toBeGreaterThanOrEqual(Math.floor(clock?.ms ?? Number.NaN));
  });

  it.each([
    ['extra_float_digits', '0'],
    ['standard_conforming_strings', 'off'],
    ['default_transaction_isolation', 'serializable'],
    ['default_transaction_read_only', 'on'],
    ['search_path', 'elsewhere'],
  ])('are refused by the name of what we rely on and do not set: %s', async (name, value) => {
    const url = await databaseWith({ [name]: value });
    const refused = { code: 'database', message: expect.stringContaining(`the database's setting ${name} is `) };
    await expect(applyMigrations(url)).rejects.toMatchObject(refused);
    await expect(openJobQueue()).rejects.toMatchObject(refused);
    await expect(database().$queryRaw`select 1`).rejects.toThrow(`the database's setting ${name} is `);
    await expect(inTransaction(database(), (db) => databaseNowMs(db))).rejects.toThrow(
      `the database's setting ${name} is `,
    );
  });

  it('are refused when a pooler drops what we set', async () => {
    const client = new pg.Client({ connectionString: await databaseWith({ TimeZone: 'Asia/Kolkata' }) });
    await client.connect();
    await expect(refuseForeignSession(client)).rejects.toMatchObject({
      code: 'database',
      message: expect.stringContaining(`the database's setting TimeZone is "Asia/Kolkata" for us and must be "UTC"`),
    });
    await client.end();
  });

  it('let go of their locks when their process is frozen in a transaction', async () => {
    await databaseWith({});
    const show = (db: Database) => db.$queryRaw`select current_setting('idle_in_transaction_session_timeout') as limit`;
    expect(await inTransaction(database(), show)).toEqual([{ limit: '8s' }]);
    expect(await show(database())).toEqual([{ limit: '0' }]);
  });
});
