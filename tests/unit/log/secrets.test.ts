import { afterEach, expect, it } from 'vitest';
import { adoptSetting } from '#server/env.ts';
import { openLog } from '#server/log.ts';
import { withRequest } from '#server/request-facts.ts';

const SECRETS: Record<string, string> = {
  DATABASE_URL: 'postgresql://app:pw-database@db.internal:5432/heliograph',
  SMTP_URL: 'smtp://mailer:pw-smtp@mail.internal:587',
  NOTIFY_WEBHOOK_SECRET: 'webhook-secret-0123456789',
  NOTIFY_WEBHOOK_URL: 'https://hooks.example/services/T00/B00/slack-secret',
  S3_SECRET_ACCESS_KEY: 's3-secret-key',
  SCHEMA_REGISTRY_PASSWORD: 'pw-registry',
  KAFKA_SASL_PASSWORD: 'pw-kafka',
};
const PARTS = /pw-|webhook-secret|slack-secret|s3-secret|tok-123|session-abc|eyJhbGci/;
const TOKEN = 'tok-1234567890abcdef';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';

afterEach(() => {
  for (const name of Object.keys(SECRETS)) adoptSetting(name, '');
});

it('no secret reaches the log, whatever it is in: a field, a header, a message, an error, its cause', () => {
  for (const [name, value] of Object.entries(SECRETS)) adoptSetting(name, value);
  adoptSetting('NOTIFY_EMAIL_FROM', 'a@plant.test');
  adoptSetting('NOTIFY_EMAIL_TO', 'b@plant.test');
  adoptSetting('LOG_LEVEL', 'trace');
  const lines: string[] = [];
  const log = openLog({ write: (line: string) => lines.push(line) });
  for (const [name, value] of Object.entries(SECRETS)) {
    log.info({ [name]: value, settings: { [name]: value } }, `connects to ${value}`);
    log.error({ err: new Error(`failed at ${value}`, { cause: new Error(value) }), note: value });
  }
  const headers = { authorization: `Bearer ${TOKEN}`, cookie: 'sid=session-abc', 'set-cookie': ['sid=session-abc'] };
  log.info({ headers, req: { headers }, err: { request: { headers } }, token: TOKEN, body: { password: 'pw-x' } });
  log.warn(`refused Authorization: Bearer ${TOKEN} and ${JWT}`);
  log.warn({ url: 'https://someone:pw-other@host.example/x' });
  expect(lines.map((line) => JSON.parse(line))).toHaveLength(2 * Object.keys(SECRETS).length + 3);
  expect(lines.join('').match(PARTS)).toBeNull();
});

it('each line names the request that it belongs to', () => {
  const lines: string[] = [];
  const log = openLog({ write: (line: string) => lines.push(line) });
  withRequest({ requestId: 'r-1', address: null, route: null, principalId: null }, () => log.error('inside'));
  log.error('outside');
  const [inside = '', outside = ''] = lines;
  expect(JSON.parse(inside)).toMatchObject({ requestId: 'r-1', msg: 'inside' });
  expect(JSON.parse(outside)).not.toHaveProperty('requestId');
});
