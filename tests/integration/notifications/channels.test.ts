import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notificationText } from '#domain/notification-text.ts';
import { adoptSetting } from '#server/env.ts';
import { emailChannel } from '#server/gateways/notifications/email-channel.ts';
import type { NotificationChannel } from '#server/gateways/notifications/notification-channel.ts';
import { snsChannel } from '#server/gateways/notifications/sns-channel.ts';
import { webhookChannel } from '#server/gateways/notifications/webhook-channel.ts';
import { WAIT_MS } from '../../limits.ts';
import { type Receiver, startReceiver } from '../setup/receiver.ts';
import { type SmtpServer, startSmtpServer } from '../setup/smtp-server.ts';

const SECRET = 'a-secret-of-the-plant';
const rules = { setting: 'NOTIFY_TEST', allowPrivate: true };
const event = {
  kind: 'failed',
  plant: { id: 'demo', name: 'Größenwahn <Park> & Co', utcOffsetMinutes: 60 },
  day: '2026-11-23',
  runId: '019360e4-0000-7000-8000-000000000001',
  durationMs: 1000,
  stage: 'ingest',
  cause: 'the broker said <!channel>',
  link: 'https://console.example/runs/1?a=1&b=2',
} as const;
const notification = { ...notificationText(event), event, deliveryId: 'failed-1' };
const deliver = (channel: NotificationChannel) => channel.deliver(notification, AbortSignal.timeout(WAIT_MS));

describe('a webhook', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.close());
  beforeEach(() => {
    receiver.received.length = 0;
  });
  const channel = (secret?: string) =>
    webhookChannel({ url: `http://127.0.0.1:${receiver.port}/hook`, secret, timeoutMs: WAIT_MS, rules });

  it('carries a signature over timestamp and body that its receiver can check, and the time of now', async () => {
    const sentSeconds = Date.now() / 1000;
    expect(await deliver(channel(SECRET))).toBe('it answered 200 ok');
    const [request] = receiver.received;
    const timestamp = request?.headers['heliograph-timestamp'];
    const expected = createHmac('sha256', SECRET).update(`${timestamp}.${request?.body}`).digest('hex');
    expect(request?.headers['heliograph-signature']).toBe(`v1=${expected}`);
    expect(Math.abs(Number(timestamp) - sentSeconds)).toBeLessThan(60);
    expect(request?.headers['heliograph-delivery']).toBe('failed-1');
  });

  it('says in `text` what Slack shows, where nothing pings a channel, and the facts beside it', async () => {
    await deliver(channel());
    const body = JSON.parse(receiver.received[0]?.body ?? '');
    expect(body).toMatchObject({ ...event, subject: notification.subject });
    expect(body.text).toContain('Größenwahn &lt;Park&gt; &amp; Co: the run of 2026-11-23 failed in ingest');
    expect(body.text).toContain('Cause: the broker said &lt;!channel&gt;');
    expect(receiver.received[0]?.headers['heliograph-signature']).toBeUndefined();
  });

  it.each([
    [500, true],
    [503, true],
    [429, true],
    [408, true],
    [400, false],
    [404, false],
    [410, false],
    [302, false],
  ])('that answers %d is worth another attempt: %s', async (status, worthRetrying) => {
    receiver.answerNext({ status, body: 'why\nnot', headers: status === 302 ? { location: '/elsewhere' } : {} });
    const failure = { worthRetrying, message: expect.stringContaining(`it answered ${status} why not`) };
    await expect(deliver(channel())).rejects.toMatchObject(failure);
    expect(receiver.received).toHaveLength(1);
  });

  it('at a forbidden address is not tried again; one where nobody listens is', async () => {
    const forbidden = { url: 'https://127.0.0.1/secret-path', secret: undefined, timeoutMs: WAIT_MS };
    const closed = { setting: 'NOTIFY_WEBHOOK_URL', allowPrivate: false };
    await expect(deliver(webhookChannel({ ...forbidden, rules: closed }))).rejects.toMatchObject({
      worthRetrying: false,
      message: expect.stringMatching(/^NOTIFY_WEBHOOK_URL must not lead to 127.0.0.1(?!.*secret-path)/),
    });
    const nobody = webhookChannel({ ...forbidden, url: 'http://127.0.0.1:9/secret-path', rules });
    await expect(deliver(nobody)).rejects.toMatchObject({
      worthRetrying: true,
      message: 'cannot reach 127.0.0.1: ECONNREFUSED',
    });
  });
});

describe('a mail', () => {
  let server: SmtpServer;
  beforeAll(async () => {
    server = await startSmtpServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.mails.length = 0;
    server.commands.length = 0;
    server.unknown.clear();
  });
  const channel = (options: { login?: string; allowPrivate?: boolean } = {}) =>
    emailChannel({
      url: `smtp://${options.login ?? ''}127.0.0.1:${server.port}`,
      from: 'heliograph@plant.example',
      to: ['night@plant.example', 'day@plant.example'],
      timeoutMs: WAIT_MS,
      rules: { ...rules, allowPrivate: options.allowPrivate ?? true },
    });

  it('reaches all its readers with subject, text and an id that another attempt would repeat', async () => {
    expect(await deliver(channel())).toBe('127.0.0.1 said 250 queued as 1');
    const [mail] = server.mails;
    expect(mail).toMatchObject({
      from: 'heliograph@plant.example',
      to: ['night@plant.example', 'day@plant.example'],
    });
    expect(mail?.source).toContain('Message-ID: <failed-1@heliograph>');
    expect(mail?.source).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(mail?.source).toContain('Cause: the broker said <!channel>');
  });

  it('refused for good is not tried again; refused for now is', async () => {
    server.replyNext('554 we do not want this', '451 come back later');
    await expect(deliver(channel())).rejects.toMatchObject({
      worthRetrying: false,
      message: expect.stringContaining('554'),
    });
    await expect(deliver(channel())).rejects.toMatchObject({ worthRetrying: true });
  });

  it('says which of its readers the server did not take', async () => {
    server.unknown.add('day@plant.example');
    expect(await deliver(channel())).toContain('refused for day@plant.example');
    expect(server.mails[0]?.to).toEqual(['night@plant.example']);
  });

  it('sends no password over a connection that is not encrypted', async () => {
    await expect(deliver(channel({ login: 'user:very-secret@' }))).rejects.toThrow(/STARTTLS|TLS/);
    expect(server.commands.filter((line) => line.startsWith('AUTH'))).toEqual([]);
    expect(server.mails).toEqual([]);
  });

  it('to a server that says nothing ends when its time is up, and is worth another attempt', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const mute = emailChannel({
      url: `smtp://127.0.0.1:${port}`,
      from: 'a@b.example',
      to: ['c@d.example'],
      timeoutMs: 200,
      rules,
    });
    await expect(deliver(mute)).rejects.toMatchObject({ worthRetrying: true });
    const calledOff = emailChannel({
      url: `smtp://127.0.0.1:${port}`,
      from: 'a@b.example',
      to: ['c@d.example'],
      timeoutMs: WAIT_MS,
      rules,
    });
    await expect(calledOff.deliver(notification, AbortSignal.timeout(200))).rejects.toMatchObject({
      name: 'Undelivered',
    });
    silent.close();
    await once(silent, 'close');
  });

  it('goes to no private address unless that is allowed', async () => {
    await expect(deliver(channel({ allowPrivate: false }))).rejects.toMatchObject({ worthRetrying: false });
    expect(server.commands).toEqual([]);
  });
});

describe('a topic of Amazon SNS', () => {
  let server: FauxqsServer;
  const topic = (name: string) => `arn:aws:sns:eu-central-1:000000000000:${name}`;
  beforeAll(async () => {
    const region = 'eu-central-1';
    const init = {
      region,
      topics: [{ name: 'runs' }],
      queues: [{ name: 'inbox' }],
      subscriptions: [{ topic: 'runs', queue: 'inbox' }],
    };
    server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, init });
    adoptSetting('AWS_ENDPOINT_URL_SNS', `http://127.0.0.1:${server.port}`);
    adoptSetting('AWS_ACCESS_KEY_ID', 'test');
    adoptSetting('AWS_SECRET_ACCESS_KEY', 'test-secret');
  });
  afterAll(() => server.stop());

  it('hands the text on to those who subscribed, with a subject SNS takes', async () => {
    expect(await deliver(snsChannel({ topicArn: topic('runs'), timeoutMs: WAIT_MS }))).toMatch(
      /^message [0-9a-f-]{36}$/,
    );
    const [message] = server.inspectQueue('inbox')?.messages.ready ?? [];
    const envelope = JSON.parse(message?.body ?? '{}');
    expect(envelope.Message).toBe(notification.text);
    expect(envelope.Subject).toBe('Groenwahn <Park> & Co: the run of 2026-11-23 failed in ingest');
    expect(envelope.MessageAttributes).toMatchObject({ kind: { Value: 'failed' }, plant: { Value: 'demo' } });
  });

  it('that is not there is named, and not tried again', async () => {
    await expect(deliver(snsChannel({ topicArn: topic('nobody'), timeoutMs: WAIT_MS }))).rejects.toMatchObject({
      worthRetrying: false,
      message: expect.stringContaining(topic('nobody')),
    });
  });

  it('that cannot be reached is worth another attempt', async () => {
    adoptSetting('AWS_ENDPOINT_URL_SNS', 'http://127.0.0.1:9');
    await expect(deliver(snsChannel({ topicArn: topic('runs'), timeoutMs: WAIT_MS }))).rejects.toMatchObject({
      worthRetrying: true,
      message: expect.stringContaining('cannot reach Amazon SNS in eu-central-1'),
    });
  });
});
