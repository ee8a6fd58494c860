import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { createDatabase } from '#tests/integration/setup/fresh-plant.ts';

const FOLDER = 'prisma/migrations';
const CONVERTER_OFF = '20261130130000_converter_off';
const RUN = '00000000-0000-7000-8000-00000000000';

/** A database as a release left it that had every migration before `next` and none from it on. */
async function migratedBefore(client: pg.Client, next: string): Promise<void> {
  await client.query(`create table _prisma_migrations (
    id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && entry.name < next).map(({ name }) => name);
  for (const name of names.sort()) {
    const sql = await readFile(path.join(FOLDER, name, 'migration.sql'), 'utf8');
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values (gen_random_uuid()::text, $1, $2, now(), 1)`,
      [createHash('sha256').update(sql).digest('hex'), name],
    );
  }
}

const GIVEN = `
  insert into plant (id, name, "utcOffsetMinutes") values ('p', 'P', 0);
  insert into "array" ("deviceId", "plantId", "row", "column", "modulesInSeries", strings, "vMp", "iMp")
    select 'DEVICE000' || n, 'p', 1, n, 5, 3, 186, 26 from generate_series(1, 4) n;
  insert into run (id, "plantId", day, trigger, "requestedBy", state)
    select ('${RUN}' || n)::uuid, 'p', date '2026-06-01' + n, 'command', 'test', 'succeeded' from generate_series(1, 2) n;
  insert into verdict ("runId", "deviceId", condition, reason, probabilities, coverage, evidence) values
    ('${RUN}1', 'DEVICE0001', 'open_circuit', null, '{0,0,0,1,0,0}', 1, null),
    ('${RUN}1', 'DEVICE0002', null, 'off', '{}', 1, '{"ranWhileOffPart": 0.9}'),
    ('${RUN}1', 'DEVICE0003', null, 'off', '{}', 1, '{"ranWhileOffPart": 0.1}'),
    ('${RUN}1', 'DEVICE0004', null, 'off', '{}', 1, null),
    ('${RUN}2', 'DEVICE0001', 'open_circuit', null, '{0,0,0,1,0,0}', 1, null),
    ('${RUN}2', 'DEVICE0002', null, 'off', '{}', 1, null);
  insert into plant_day ("plantId", day, "currentRunId", "casesRunId") select 'p', day, id, id from run;
  insert into fault_case ("plantId", "deviceId", condition, state, note)
    values ('p', 'DEVICE0001', 'open_circuit', 'acknowledged', 'kept')`;

it('a database of before keeps its cases, and the days on which an array was off alone are taken in again', async () => {
  const url = await createDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rowsOf = async (sql: string) => (await client.query(sql)).rows;
  await migratedBefore(client, CONVERTER_OFF);
  await client.query(GIVEN);
  expect(await applyMigrations(url)).toEqual({ applied: true });
  expect(await rowsOf('select "deviceId", condition, state, note from fault_case')).toEqual([
    { deviceId: 'DEVICE0001', condition: 'open_circuit', state: 'acknowledged', note: 'kept' },
  ]);
  expect(
    await rowsOf(`select right("runId"::text, 1) as run, outcome, arrays from verdict_tally order by 1, 2`),
  ).toEqual([
    { run: '1', outcome: 'converter_off', arrays: 1 },
    { run: '1', outcome: 'off', arrays: 2 },
    { run: '1', outcome: 'open_circuit', arrays: 1 },
    { run: '2', outcome: 'off', arrays: 1 },
    { run: '2', outcome: 'open_circuit', arrays: 1 },
  ]);
  expect(await rowsOf(`select day::text, "casesRunId" is null as waits from plant_day order by day`)).toEqual([
    { day: '2026-06-02', waits: true },
    { day: '2026-06-03', waits: false },
  ]);
  await expect(
    client.query(`insert into fault_case ("plantId", "deviceId", condition) values ('p', 'DEVICE0002', 'normal')`),
  ).rejects.toThrow('fault_kind');
  await client.end();
});
