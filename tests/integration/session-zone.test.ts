import { spawnSync } from 'node:child_process';
import process from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { childEnvironment } from '#server/env.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { database, databaseNowMs } from '#server/stores/database.ts';
import { untilEnded } from '#tests/chaos/setup/given-day.ts';
import { endWorkers, startWorker } from '#tests/chaos/setup/worker-process.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';

const DAY = '2026-06-21';
const plant = givenFreshPlant({ TimeZone: 'America/St_Johns', DateStyle: 'German' });
let beganMs = 0;

/** What a session of an administrator, who sees the database's own settings, is told. */
async function asAdministrator(sql: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows[0] ?? {};
}

const serverNowMs = async () =>
  Number((await asAdministrator('select extract(epoch from clock_timestamp()) * 1000 as ms')).ms);

beforeAll(async () => {
  beganMs = await serverNowMs();
  await registerDemoPlant(openSystem(), { arrays: 4 });
  await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
});
afterAll(endWorkers);

describe('a database whose sessions are in St. John’s and write dates the German way', () => {
  it('is such a database', async () => {
    expect(await asAdministrator(`select current_setting('TimeZone') as zone, date '2026-06-21'::text as day`)).toEqual(
      {
        zone: 'America/St_Johns',
        day: '21.06.2026',
      },
    );
  });

  it('says its time to us as it is', async () => {
    const before = await serverNowMs();
    const now = await databaseNowMs(database());
    expect(now).toBeGreaterThanOrEqual(Math.floor(before));
    expect(now).toBeLessThanOrEqual(await serverNowMs());
  });

  it('runs a day at once, and keeps the instants at which things happened', async () => {
    const { runId } = await runDay({ plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' });
    const run = await getRun(await contextOf(), { runId });
    const stored = await asAdministrator(
      `select extract(epoch from "requestedAt") * 1000 as requested, extract(epoch from "endedAt") * 1000 as ended
         from run where id = '${runId}'`,
    );
    expect(Date.parse(run.requestedAt)).toBe(Number(stored.requested));
    expect(Date.parse(run.endedAt ?? '')).toBe(Number(stored.ended));
    expect(Number(stored.requested)).toBeGreaterThanOrEqual(Math.floor(beganMs));
    expect(Number(stored.ended)).toBeLessThanOrEqual(await serverNowMs());
    expect((await readPlantDay({ day: DAY })).cells).toHaveLength(4);
  });

  it('has its tickets and migrations stamped with the true time, too', async () => {
    const { waiting } = await asAdministrator(
      'select count(*)::int as waiting from pgboss.job where start_after > now()',
    );
    expect(waiting).toBe(0);
    const { wrong } = await asAdministrator(
      `select count(*)::int as wrong from _prisma_migrations
         where started_at > now() or finished_at > now() or finished_at < started_at`,
    );
    expect(wrong).toBe(0);
  });

  it('serves npm run day, and a worker', async () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['jobs/commands/day/main.ts', '--day', DAY], {
      env: childEnvironment(),
      encoding: 'utf8',
    });
    expect(stderr).not.toContain('RangeError');
    expect({ status, published: stdout.includes(`${DAY} is published`) }).toEqual({ status: 0, published: true });
    await startWorker();
    const { id } = await requestRun(await contextOf(systemPrincipal('test')), { day: DAY });
    expect((await untilEnded(id)).state).toBe('succeeded');
    expect((await listRuns(await contextOf(), { day: DAY })).runs).toHaveLength(3);
  });

  it('refuses a day that is not over', async () => {
    const { utcOffsetMinutes } = await database().plant.findFirstOrThrow();
    const today = new Date((await serverNowMs()) + utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
    for (const day of [today, shiftPlantDay(today, 1)]) {
      await expect(requestRun(await contextOf(systemPrincipal('test')), { day })).rejects.toMatchObject({
        message: expect.stringContaining('is not over at the plant'),
      });
    }
  });
});
