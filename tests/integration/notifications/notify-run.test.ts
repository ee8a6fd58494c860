import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Condition } from '#domain/conditions.ts';
import { notifyOutcome } from '#jobs/pipeline/stages/notify/notify-outcome.ts';
import { adoptSetting } from '#server/env.ts';
import { type NotificationChannel, Undelivered } from '#server/gateways/notifications/notification-channel.ts';
import { openChannels } from '#server/gateways/notifications/open-channels.ts';
import { openSystem } from '#server/services/context.ts';
import { listNotifications } from '#server/services/notifications/list-notifications.ts';
import { notifyCaughtUp, notifyDidNotRun } from '#server/services/notifications/notify-day.ts';
import { describeFailure, describeSuccess, notifyRun } from '#server/services/notifications/notify-run.ts';
import { sendNotification } from '#server/services/notifications/send-notification.ts';
import { demoDeviceId, registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { endAsFailed, publishedRun as givenPublished, runningRun } from '#tests/integration/setup/made-runs.ts';
import { type Receiver, startReceiver } from '#tests/integration/setup/receiver.ts';

const devices = [0, 1, 2].map(demoDeviceId);
const HASTY = { attempts: 3, firstPauseMs: 5, budgetMs: 10_000 };
const plant = givenFreshPlant();
let receiver: Receiver;

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 3 });
  receiver = await startReceiver();
  adoptSetting('NOTIFY_WEBHOOK_URL', `http://127.0.0.1:${receiver.port}/hook`);
  adoptSetting('NOTIFY_ALLOW_PRIVATE', 'true');
  adoptSetting('NOTIFY_LINK', 'https://console.example/');
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
});

describe('the outcome of a run', () => {
  it('is told with its counts and what is new against the day before, and each attempt is recorded', async () => {
    await publishedRun('2026-06-01', ['open_circuit', 'normal', 'normal']);
    const runId = await publishedRun('2026-06-02', ['open_circuit', 'line_line', null]);
    await notifyOutcome(openSystem(), { runId, day: '2026-06-02', error: null });
    const body = JSON.parse(receiver.received[0]?.body ?? '');
    expect(body).toMatchObject({
      kind: 'succeeded',
      runId,
      verdicts: { normal: 0, open_circuit: 1, line_line: 1, no_verdict: 1 },
      newFaults: [{ deviceId: devices[1], condition: 'line_line' }],
      link: 'https://console.example/?day=2026-06-02',
    });
    const { notifications } = await listNotifications(await contextOf(), { runId });
    expect(
      notifications.map(({ channel, attempt, outcome, kind }) => ({ channel, attempt, outcome, kind })).sort(byChannel),
    ).toEqual([
      { channel: 'log', attempt: 1, outcome: 'delivered', kind: 'succeeded' },
      { channel: 'webhook', attempt: 1, outcome: 'delivered', kind: 'succeeded' },
    ]);
    expect((await describeSuccess(openSystem(), await publishedRun('2026-07-01', ['arc_fault']))).newFaults).toBeNull();
  });

  it('that failed is told with its stage and cause, once however often it is repeated', async () => {
    const id = await runningRun('2026-06-03', 'predict');
    await endAsFailed(id, 'out of memory');
    expect(await describeFailure(openSystem(), id, 'out of memory')).toMatchObject({
      stage: 'predict',
      cause: 'out of memory',
    });
    await notifyOutcome(openSystem(), { runId: id, day: '2026-06-03', error: 'out of memory' });
    await notifyOutcome(openSystem(), { runId: id, day: '2026-06-03', error: 'out of memory' });
    expect(receiver.received).toHaveLength(1);
    expect(JSON.parse(receiver.received[0]?.body ?? '').text).toContain('failed in predict');
  });

  it('is told again after a refusal that passes, each time under the same id', async () => {
    const runId = await publishedRun('2026-06-04', ['normal']);
    receiver.answerNext({ status: 503 }, { status: 429 });
    const [webhook] = openChannels().filter(({ name }) => name === 'webhook');
    const event = await describeSuccess(openSystem(), runId);
    const ended = await sendNotification(openSystem(), event, { channels: webhook ? [webhook] : [], patience: HASTY });
    expect(ended).toMatchObject([{ channel: 'webhook', attempt: 3, outcome: 'delivered' }]);
    expect(new Set(receiver.received.map(({ headers }) => headers['heliograph-delivery'])).size).toBe(1);
    const { notifications } = await listNotifications(await contextOf(), { runId });
    expect(notifications.map(({ attempt, outcome }) => `${attempt} ${outcome}`)).toEqual([
      '1 failed',
      '2 failed',
      '3 delivered',
    ]);
  });

  it('that no channel takes leaves the run as it was, and a warning in its log', async () => {
    const runId = await publishedRun('2026-06-05', ['normal']);
    receiver.answerNext({ status: 404, body: 'no such hook' });
    await notifyOutcome(openSystem(), { runId, day: '2026-06-05', error: null });
    const { state, events } = await getRun(await contextOf(), { runId });
    expect(state).toBe('succeeded');
    expect(events.at(-1)).toMatchObject({
      level: 'warning',
      stage: 'notify',
      message: 'webhook was not notified in 1 attempt: it answered 404 no such hook',
    });
  });

  it('is given up when patience ends, by attempts or by time, and a broken channel harms no other', async () => {
    const runId = await publishedRun('2026-06-06', ['normal']);
    const channels = [
      broken('webhook', async () => Promise.reject(new Undelivered('not now', { worthRetrying: true }))),
      broken('email', () => new Promise((_, reject) => AbortSignal.timeout(50).addEventListener('abort', reject))),
      broken('sns', () => Promise.reject(new TypeError('a bug'))),
      { name: 'log', deliver: async () => 'told' } satisfies NotificationChannel,
    ];
    const patience = { attempts: 2, firstPauseMs: 5, budgetMs: 5_000 };
    const ended = await sendNotification(openSystem(), await describeSuccess(openSystem(), runId), {
      channels,
      patience,
    });
    expect(ended.map(({ channel, attempt, outcome }) => `${channel} ${attempt} ${outcome}`)).toEqual([
      'webhook 2 given_up',
      'email 2 given_up',
      'sns 2 given_up',
      'log 1 delivered',
    ]);
  });

  it('is told even when it cannot be recorded', async () => {
    const runId = await publishedRun('2026-06-07', ['normal']);
    await query('alter table notification rename to notification_away');
    const ended = await notifyRun(openSystem(), runId, null).finally(() =>
      query('alter table notification_away rename to notification'),
    );
    expect(ended.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered']);
    expect(receiver.received).toHaveLength(1);
  });

  it('of an unknown run has no list', async () => {
    await expect(
      listNotifications(await contextOf(), { runId: '019360e4-0000-7000-8000-000000000001' }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a day without a result', () => {
  it('is told once, with its deadline and the state of its newest run', async () => {
    const missing = { plantId: 'demo', day: '2026-06-20', deadline: new Date('2026-06-21T05:00:00Z') };
    await notifyDidNotRun(openSystem(), missing);
    expect(await notifyDidNotRun(openSystem(), missing)).toEqual([]);
    expect(receiver.received).toHaveLength(1);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ kind: 'did_not_run', newestRun: null });
    const { notifications } = await listNotifications(await contextOf(), { day: '2026-06-20' });
    expect(notifications.every(({ runId, kind }) => runId === null && kind === 'did_not_run')).toBe(true);
  });

  it('that was caught up with is told in one message with the others', async () => {
    const days = [
      { day: '2026-06-21', succeeded: true },
      { day: '2026-06-22', succeeded: true },
    ];
    await notifyCaughtUp(openSystem(), { plantId: 'demo', days, leftOut: [] });
    expect(JSON.parse(receiver.received[0]?.body ?? '').text).toContain('Published: 2026-06-21, 2026-06-22.');
  });
});

/** A run whose verdicts, one an array, are on show. */
function publishedRun(day: string, conditions: (Condition | null)[]): Promise<string> {
  const verdicts = conditions.map((condition, index) => ({
    deviceId: devices[index] ?? '',
    condition,
    reason: condition === null ? ('uncertain' as const) : null,
    detail: null,
    confidence: null,
    probabilities: null,
    coverage: 1,
    partition: 0,
    energy: null,
    evidence: null,
  }));
  return givenPublished(day, verdicts);
}

function broken(name: NotificationChannel['name'], deliver: NotificationChannel['deliver']): NotificationChannel {
  return { name, deliver };
}

function byChannel(a: { channel: string }, b: { channel: string }): number {
  return a.channel < b.channel ? -1 : 1;
}

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
