import { readSettings } from '#server/env.ts';
import { emailChannel } from '#server/gateways/notifications/email-channel.ts';
import { logChannel } from '#server/gateways/notifications/log-channel.ts';
import type { NotificationChannel } from '#server/gateways/notifications/notification-channel.ts';
import { snsChannel } from '#server/gateways/notifications/sns-channel.ts';
import { webhookChannel } from '#server/gateways/notifications/webhook-channel.ts';

/** Of one attempt at one channel. */
const ATTEMPT_TIMEOUT_MS = 8_000;

/** The channels of the settings; the process log is always one. */
export function openChannels(): NotificationChannel[] {
  const settings = readSettings();
  const allowPrivate = settings.NOTIFY_ALLOW_PRIVATE;
  const { NOTIFY_WEBHOOK_URL, NOTIFY_WEBHOOK_SECRET, SMTP_URL, NOTIFY_EMAIL_FROM, NOTIFY_EMAIL_TO, SNS_TOPIC } =
    settings;
  const timeoutMs = ATTEMPT_TIMEOUT_MS;
  const channels = [logChannel()];
  if (NOTIFY_WEBHOOK_URL) {
    const rules = { setting: 'NOTIFY_WEBHOOK_URL', allowPrivate };
    channels.push(webhookChannel({ url: NOTIFY_WEBHOOK_URL, secret: NOTIFY_WEBHOOK_SECRET, timeoutMs, rules }));
  }
  if (SMTP_URL && NOTIFY_EMAIL_FROM && NOTIFY_EMAIL_TO) {
    const rules = { setting: 'SMTP_URL', allowPrivate };
    channels.push(emailChannel({ url: SMTP_URL, from: NOTIFY_EMAIL_FROM, to: NOTIFY_EMAIL_TO, timeoutMs, rules }));
  }
  if (SNS_TOPIC) channels.push(snsChannel({ topicArn: SNS_TOPIC, timeoutMs }));
  return channels;
}
