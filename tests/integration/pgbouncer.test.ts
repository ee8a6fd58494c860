import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { adoptSetting } from '#server/env.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { takeFromBudget } from '#server/stores/request-budgets.ts';
import { goldDigest, requestDay, untilEnded } from '#tests/chaos/setup/given-day.ts';
import { endWorkers, startWorker } from '#tests/chaos/setup/worker-process.ts';
import { contextOf } from '#tests/context.ts';
import { createDatabase, givenFreshPlant, setForDatabase } from '#tests/integration/setup/fresh-plant.ts';
import { describeWithPgbouncer } from '#tests/integration/setup/given-pgbouncer.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';

const DAY = '2026-06-21';
const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;

/** Locks that outlived what took them, in all databases of the server. */
async function heldLocks(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: inject('postgresServerUrl') });
  await client.connect();
  const { rows } = await client.query(
    `select * from pg_locks where locktype = 'advisory' and objid in (72707369, 4320)`,
  );
  await client.end();
  return rows;
}

describeWithPgbouncer('a pgbouncer that lends a session for one transaction', (through) => {
  const plant = givenFreshPlant({ TimeZone: 'Europe/Berlin', DateStyle: 'German' });
  let directGold = '';

  beforeAll(async () => {
    await registerDemoPlant(openSystem(), { arrays: 6 });
    await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
    await runDay(run);
    directGold = await goldDigest();
    await closeJobQueue();
    await closeDatabase();
    adoptSetting('DATABASE_URL', through(plant.url));
  });
  afterAll(endWorkers);

  it('is such a pooler: it takes no parameter of a connection that it does not follow', async () => {
    const client = new pg.Client({ connectionString: through(plant.url), idle_in_transaction_session_timeout: 8000 });
    await expect(client.connect()).rejects.toThrow(
      'unsupported startup parameter: idle_in_transaction_session_timeout',
    );
  });

  it('lets several processes migrate a new database once, and no lock stays behind', async () => {
    const url = await createDatabase();
    await setForDatabase(url, { TimeZone: 'Pacific/Auckland' });
    const script = path.join(import.meta.dirname, 'setup', 'migrate-database.ts');
    const processes = Array.from({ length: 3 }, () => spawn(process.execPath, [script, through(url)]));
    const said = await Promise.all(processes.map(async ({ stdout }) => JSON.parse(await text(stdout))));
    expect(said.filter(({ applied }) => applied)).toHaveLength(1);
    expect(await heldLocks()).toEqual([]);
  });

  it('carries the pipeline: the same gold as without it, by this process and by two workers', async () => {
    const { runId } = await runDay(run);
    expect((await getRun(await contextOf(), { runId })).state).toBe('succeeded');
    expect(await goldDigest()).toBe(directGold);
    await Promise.all([startWorker(), startWorker()]);
    expect((await untilEnded(await requestDay())).state).toBe('succeeded');
    expect(await goldDigest()).toBe(directGold);
    expect((await readPlantDay({ day: DAY })).cells).toHaveLength(6);
  });

  it('carries the budgets of requests', async () => {
    const budget = { name: 'pooled', limit: 2 };
    const taken = [];
    for (let i = 0; i < 3; i++) taken.push((await takeFromBudget(budget, 'someone')).spent);
    expect(taken).toEqual([false, false, true]);
  });
});
