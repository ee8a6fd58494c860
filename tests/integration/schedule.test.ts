import { mkdir, writeFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notifyEndedCatchUps, notifyOverdueDays } from '#jobs/pipeline/worker/notify-days.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaDayFolder, scadaFile } from '#server/gateways/readings/scada-files.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { scheduleDays } from '#server/services/runs/schedule-days.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { type Receiver, startReceiver } from '#tests/integration/setup/receiver.ts';

const plant = givenFreshPlant();
let receiver: Receiver;
let offsetMs = 0;
/** 01:00 at the plant. */
const oneOClock = (day: string) => Date.parse(`${day}T01:00:00Z`) - offsetMs;

const schedule = async (atMs: number) => scheduleDays(await contextOf(systemPrincipal('the schedule')), atMs);

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function givenFile(day: string): Promise<void> {
  await mkdir(scadaDayFolder(scadaRoot(), 'demo', day), { recursive: true });
  await writeFile(scadaFile(scadaRoot(), 'demo', day, 0), '');
}

const toldTexts = (): string[] => receiver.received.map(({ body }) => JSON.parse(body).text);

afterAll(() => receiver.close());
beforeAll(async () => {
  receiver = await startReceiver();
  adoptSetting('NOTIFY_WEBHOOK_URL', `http://127.0.0.1:${receiver.port}/hook`);
  adoptSetting('NOTIFY_ALLOW_PRIVATE', 'true');
  const { utcOffsetMinutes } = await registerDemoPlant(openSystem(), { arrays: 2 });
  offsetMs = utcOffsetMinutes * 60_000;
  // The plant has been here for long.
  await query(`update plant set "createdAt" = '2026-01-01'`);
});

it('two schedulers, a hundred times at once, make one run of a day', async () => {
  for (let race = 0; race < 100; race++) {
    const day = new Date(Date.parse('2026-02-01') + race * 86_400_000).toISOString().slice(0, 10);
    const next = new Date(Date.parse('2026-02-02') + race * 86_400_000).toISOString().slice(0, 10);
    await givenFile(day);
    const both = await Promise.all([schedule(oneOClock(next)), schedule(oneOClock(next))]);
    expect(both.flatMap(({ queued }) => queued)).toEqual([day]);
  }
  const { runs } = await listRuns(await contextOf(), { limit: 200 });
  expect(runs).toHaveLength(100);
  expect(new Set(runs.map(({ day }) => day)).size).toBe(100);
});

it('after a downtime queues the missed days oldest first, holds those without readings, and tells what is overdue', async () => {
  for (const day of ['2026-06-01', '2026-06-02', '2026-06-09', '2026-06-10', '2026-06-12']) await givenFile(day);
  const found = await schedule(oneOClock('2026-06-13'));
  expect(found.queued).toEqual(['2026-06-09', '2026-06-10', '2026-06-12']);
  expect(found.held.map(({ day }) => day)).toEqual(['2026-06-06', '2026-06-07', '2026-06-08', '2026-06-11']);
  expect(found.held[0]?.reason).toContain('there are no readings of 2026-06-06');
  // The last day's deadline is six hours from now.
  expect(found.overdue.map(({ day }) => day)).toEqual(
    ['06', '07', '08', '09', '10', '11'].map((day) => `2026-06-${day}`),
  );
  expect((await schedule(oneOClock('2026-06-13'))).queued).toEqual([]);
  // What arrives late is run late.
  await givenFile('2026-06-11');
  expect((await schedule(oneOClock('2026-06-13'))).queued).toEqual(['2026-06-11']);
});

it('tells in one message of the missed days when the last of them has ended, and once of a day that is overdue', async () => {
  const look = () => Promise.all([notifyEndedCatchUps(openSystem()), notifyEndedCatchUps(openSystem())]);
  await look();
  expect(receiver.received).toEqual([]);
  await query(`update run set state = 'succeeded' where day in ('2026-06-09', '2026-06-12')`);
  await query(`update run set state = 'failed' where day = '2026-06-10'`);
  await look();
  await look();
  // The last day that was run before the downtime is 2026-05-11; seven days are caught up with.
  const leftOut = /too long ago: 2026-05-12, 2026-05-13, .*2026-06-04, 2026-06-05\./;
  expect(toldTexts()).toEqual([expect.stringMatching(leftOut)]);
  expect(toldTexts()[0]).toContain('Published: 2026-06-09, 2026-06-12.');
  expect(toldTexts()[0]).toContain('Failed: 2026-06-10.');

  receiver.received.length = 0;
  const scheduled = await schedule(oneOClock('2026-06-13'));
  await Promise.all([notifyOverdueDays(openSystem(), scheduled), notifyOverdueDays(openSystem(), scheduled)]);
  await notifyOverdueDays(openSystem(), scheduled);
  expect(scheduled.overdue.length).toBeGreaterThan(0);
  expect(
    toldTexts()
      .map((text) => /(\S+) did not run/.exec(text)?.[1])
      .sort(),
  ).toEqual(scheduled.overdue.map(({ day }) => day));
});

it('does nothing before the time, nor when it is off', async () => {
  await givenFile('2026-06-13');
  expect((await schedule(oneOClock('2026-06-14') - 1)).queued).toEqual([]);
  adoptSetting('HELIOGRAPH_SCHEDULE', 'off');
  expect((await schedule(oneOClock('2026-06-14'))).queued).toEqual([]);
});
