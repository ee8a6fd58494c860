import { spawn } from 'node:child_process';
import process from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureSimulatedDay } from '#jobs/simulate/simulate-day.ts';
import { childEnvironment } from '#server/env.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { completeRun } from '#server/services/runs/end-run.ts';
import { failLostRuns } from '#server/services/runs/fail-lost-runs.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { startRun } from '#server/services/runs/start-run.ts';
import { givenFreshPlant } from './setup/fresh-plant.ts';

const OPERATOR = { name: 'operator', trigger: 'operator' } as const;
const plant = givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant({ arrays: 2 });
});

describe('requesting a run', () => {
  it('is refused while a run of that day is live, by the database itself', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => requestRun({ day: '2026-06-01' }, OPERATOR)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict' });
    }
  });

  it('refuses a day that does not exist, by name', async () => {
    const request = requestRun({ day: '2026-02-30' }, OPERATOR);
    await expect(request).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('day') });
  });
});

describe('a run', () => {
  it('moves along its state machine only', async () => {
    const { id } = await requestRun({ day: '2026-06-02' }, OPERATOR);
    await expect(completeRun(id)).rejects.toMatchObject({ code: 'conflict' });
    await startRun(id, 'model');
    await expect(startRun(id, 'model')).rejects.toMatchObject({ code: 'conflict' });
    await completeRun(id);
    expect((await getRun({ runId: id })).state).toBe('succeeded');
  });

  it('whose worker fell silent is failed, and its day is free again', async () => {
    const { id } = await requestRun({ day: '2026-06-03' }, OPERATOR);
    await startRun(id, 'model');
    await failLostRuns();
    expect((await getRun({ runId: id })).state).toBe('running');
    await query(`update run set "heartbeatAt" = now() - interval '2 minutes' where id = '${id}'`);
    await failLostRuns();
    expect(await getRun({ runId: id })).toMatchObject({ state: 'failed', error: expect.stringContaining('worker') });
    await expect(requestRun({ day: '2026-06-03' }, OPERATOR)).resolves.toMatchObject({ state: 'queued' });
  });
});

describe('the worker', () => {
  let stop: () => Promise<number | null> = async () => null;
  afterAll(async () => {
    await stop();
  });

  it('executes what operators request, and ends when told to', async () => {
    await ensureSimulatedDay({ plantId: 'demo', day: '2026-06-04', onProgress: () => undefined });
    const worker = spawn(process.execPath, ['jobs/worker.ts'], { env: childEnvironment(), stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => worker.once('exit', resolve));
    stop = () => {
      worker.kill('SIGTERM');
      return ended;
    };
    const { id } = await requestRun({ day: '2026-06-04', note: 'after the storm' }, OPERATOR);
    const detail = await vi.waitUntil(
      async () => {
        const found = await getRun({ runId: id });
        return found.endedAt === null ? null : found;
      },
      { timeout: 90_000, interval: 200 },
    );
    expect(detail).toMatchObject({ state: 'succeeded', current: true, note: 'after the storm' });
    expect(await stop()).toBe(0);
  });
});

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
