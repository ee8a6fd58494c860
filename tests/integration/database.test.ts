import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '#jobs/process/database/embedded-postgres.ts';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { claimInstance } from '#jobs/process/instance.ts';
import { childEnvironment } from '#server/env.ts';
import { createDatabase } from '#tests/integration/setup/fresh-plant.ts';
import { runScript } from '#tests/integration/setup/run-script.ts';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir('prisma/migrations', { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a restart, below a path with spaces, and asks for its password', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'heliograph with spaces '));
    const dataDir = path.join(folder, 'cluster');
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.url, 'create table kept (value int); insert into kept values (7)');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir });
    try {
      expect(await query(second.url, 'select value from kept')).toEqual([{ value: 7 }]);
      const stranger = new URL(second.url);
      stranger.password = 'guess';
      await expect(query(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');
      expect((await stat(`${dataDir}.password`)).mode & 0o777).toBe(0o600);
    } finally {
      await second.stop();
      await rm(folder, { recursive: true });
    }
  });

  it('ends a server left over on its folder, and clears the pid file of a crash', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'heliograph-'));
    const dataDir = path.join(folder, 'cluster');
    const leftover = await startEmbeddedPostgres({ dataDir });
    const next = await startEmbeddedPostgres({ dataDir });
    expect(await leftover.died).toContain('shut down');
    await next.stop();
    // The number of a process that lives, and is no PostgreSQL.
    await writeFile(path.join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n`);
    const last = await startEmbeddedPostgres({ dataDir });
    expect(await query(last.url, 'select 1 as alive')).toEqual([{ alive: 1 }]);
    await last.stop();
    await rm(folder, { recursive: true });
  });

  it('says at once that its password is lost, and tells when it ends by itself', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'heliograph-'));
    const dataDir = path.join(folder, 'cluster');
    const server = await startEmbeddedPostgres({ dataDir });
    const [pid = ''] = (await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGTERM');
    expect(await server.died).toContain('shut down');
    await rm(`${dataDir}.password`);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(`${dataDir}.password is missing`);
    await rm(folder, { recursive: true });
  });

  it('is not taken from a command that works on it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'heliograph-'));
    const claim = claimInstance(folder, null);
    const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres') });
    const words = ['jobs/commands/day/main.ts', '--day', '2026-06-01'];
    const { status, stderr } = await runScript(words, childEnvironment({ HELIOGRAPH_DATA: folder }));
    expect(stderr).toBe(`day: another command (process ${process.pid}) works on ${folder}: wait until it has ended\n`);
    expect(status).toBe(1);
    expect(await query(server.url, 'select 1 as alive')).toEqual([{ alive: 1 }]);
    await server.stop();
    claim.release();
    await rm(folder, { recursive: true });
  });

  it('names the folder it cannot write to', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'heliograph-'));
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    await expect(startEmbeddedPostgres({ dataDir: path.join(file, 'data', 'cluster') })).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining(path.join(file, 'data')),
    });
    await rm(folder, { recursive: true });
  });
});

describe('migrations', () => {
  it('make the tables once; the second time there is nothing to do', async () => {
    const url = await createDatabase();
    expect(await applyMigrations(url)).toEqual({ applied: true });
    expect(await applyMigrations(url)).toEqual({ applied: false });
  });

  it('are applied once when several processes want them', async () => {
    const url = await createDatabase();
    const script = path.join(import.meta.dirname, 'setup', 'migrate-database.ts');
    const processes = Array.from({ length: 3 }, () => spawn(process.execPath, [script, url]));
    const said = await Promise.all(processes.map(async ({ stdout }) => JSON.parse(await text(stdout))));
    expect(said.filter(({ applied }) => applied)).toHaveLength(1);
    expect(await query(url, 'select count(*)::int as entries from _prisma_migrations')).toEqual([
      { entries: (await migrationNames()).length },
    ]);
  });

  it('get over one that a crash or a full disk ended', async () => {
    const url = await createDatabase();
    await applyMigrations(url);
    await query(
      url,
      `drop schema public cascade; create schema public;
       create table _prisma_migrations (
         id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
         migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
         started_at timestamptz not null default now(), applied_steps_count integer not null default 0);
       insert into _prisma_migrations (id, checksum, migration_name)
         values ('interrupted', '', '${(await migrationNames())[0]}')`,
    );
    expect(await applyMigrations(url)).toEqual({ applied: true });
    expect(await query(url, 'select count(*)::int as plants from plant')).toEqual([{ plants: 0 }]);
  });

  it('leave constraints that refuse what must never be', async () => {
    const url = await createDatabase();
    await applyMigrations(url);
    await query(
      url,
      `insert into plant (id, name, "utcOffsetMinutes") values ('p', 'P', 0);
       insert into "array" values ('DEVICE0001', 'p', 1, 1, 5, 3, 186, 26);
       insert into run (id, "plantId", day, trigger, "requestedBy", state)
         values ('00000000-0000-7000-8000-000000000001', 'p', '2026-06-01', 'command', 'test', 'running')`,
    );
    const run = (day: string, state: string) =>
      query(
        url,
        `insert into run (id, "plantId", day, trigger, "requestedBy", state)
           values (gen_random_uuid(), 'p', '${day}', 'command', 'test', '${state}')`,
      );
    await expect(run('2026-06-01', 'queued')).rejects.toThrow('run_one_live_a_day');
    await run('2026-06-01', 'failed');
    await run('2026-06-02', 'queued');

    const verdict = (condition: string, reason: string, probabilities: string, coverage: number) =>
      query(
        url,
        `insert into verdict ("runId", "deviceId", condition, reason, probabilities, coverage)
           values ('00000000-0000-7000-8000-000000000001', 'DEVICE0001', ${condition}, ${reason}, '${probabilities}', ${coverage})`,
      );
    await expect(verdict(`'normal'`, `'uncertain'`, '{}', 1)).rejects.toThrow('verdict_condition_or_reason');
    await expect(verdict('null', 'null', '{}', 1)).rejects.toThrow('verdict_condition_or_reason');
    await expect(verdict(`'normal'`, 'null', '{1,0}', 1)).rejects.toThrow('verdict_six_probabilities');
    await expect(verdict(`'normal'`, 'null', '{1,0,0,0,0,0}', 1.5)).rejects.toThrow('verdict_coverage_share');
    await verdict(`'normal'`, 'null', '{1,0,0,0,0,0}', 1);
  });

  it('say in one line that a database cannot be reached', async () => {
    await expect(applyMigrations('postgresql://nobody@127.0.0.1:1/none')).rejects.toMatchObject({
      code: 'database',
      message: expect.stringContaining('cannot reach the database'),
    });
  });
});
