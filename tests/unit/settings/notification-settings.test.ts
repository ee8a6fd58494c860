import { expect, it } from 'vitest';
import { readSettings } from '#server/env.ts';
import { masked } from '#server/services/settings/describe-settings.ts';

const read = (settings: Record<string, string>) => readSettings({ NODE_ENV: 'test', ...settings });

it.each([
  ['SMTP_URL', 'https://mail.example', 'must begin with smtp://'],
  ['SMTP_URL', 'smtp://mail.example', 'needs NOTIFY_EMAIL_FROM and NOTIFY_EMAIL_TO'],
  ['NOTIFY_EMAIL_TO', 'night@plant.example, day', 'must be mail addresses'],
  ['NOTIFY_EMAIL_FROM', 'Plant <a@plant.example>', 'must be a mail address'],
  ['NOTIFY_WEBHOOK_URL', 'hooks.example/a', 'must begin with https://'],
  ['NOTIFY_WEBHOOK_SECRET', 'short', 'at least 16 characters'],
  ['SNS_TOPIC', 'runs', 'must be the ARN of a topic'],
  ['NOTIFY_LINK', 'console.example', 'must begin with http'],
  ['SILVER_RETENTION_DAYS', '0', '>=1'],
])('%s=%s is refused by name: %s', (name, value, why) => {
  expect(() => read({ [name]: value })).toThrow(name);
  expect(() => read({ [name]: value })).toThrow(why);
});

it('several readers of a mail are listed with commas', () => {
  const mail = { SMTP_URL: 'smtp://mail.example', NOTIFY_EMAIL_FROM: 'a@b.example' };
  expect(read({ ...mail, NOTIFY_EMAIL_TO: 'c@d.example, e@f.example' }).NOTIFY_EMAIL_TO).toEqual([
    'c@d.example',
    'e@f.example',
  ]);
});

it('what lets somebody write into a channel is never shown, what is allowed is', () => {
  expect(masked('NOTIFY_WEBHOOK_URL', 'https://hooks.example/services/T0/B0/key')).not.toContain('key');
  expect(masked('NOTIFY_WEBHOOK_SECRET', 'a-secret-of-the-plant')).not.toContain('plant');
  expect(masked('SMTP_URL', 'smtp://user:pass@mail.example')).toBe('smtp://user:********@mail.example');
  expect(masked('NOTIFY_ALLOW_PRIVATE', 'true')).toBe('true');
});
