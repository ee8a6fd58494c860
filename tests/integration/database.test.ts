import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '#jobs/start/embedded-postgres.ts';
import { applyMigrations } from '#jobs/start/migrate.ts';
import { createDatabase } from './setup/fresh-plant.ts';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
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
    } finally {
      await second.stop();
      await rm(folder, { recursive: true });
    }
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
