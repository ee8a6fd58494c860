import { messageOf } from '#server/errors.ts';
import {
  type NotificationChannel,
  type OutgoingNotification,
  Undelivered,
} from '#server/gateways/notifications/notification-channel.ts';
import {
  DELIVERY_HEADER,
  SIGNATURE_HEADER,
  signatureOf,
  TIMESTAMP_HEADER,
} from '#server/gateways/notifications/webhook-signature.ts';
import { postOutbound } from '#server/gateways/outbound/post.ts';
import { ForbiddenTarget, type OutboundRules } from '#server/gateways/outbound/resolve-target.ts';

/** A refusal with one of these passes: too early, too much, too slow. */
const PASSING_REFUSALS = new Set([408, 425, 429]);
const MAX_SHOWN = 200;

export interface WebhookSettings {
  url: string;
  /** Without it nothing is signed, as for Slack, which would not look. */
  secret: string | undefined;
  timeoutMs: number;
  rules: OutboundRules;
}

/** Posts a notification as signed JSON whose `text` Slack and its like show. */
export function webhookChannel({ url, secret, timeoutMs, rules }: WebhookSettings): NotificationChannel {
  return {
    name: 'webhook',
    deliver: async (notification, signal) => {
      const body = JSON.stringify(bodyOf(notification));
      const timestamp = Math.floor(Date.now() / 1000);
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'heliograph',
        [TIMESTAMP_HEADER]: String(timestamp),
        [DELIVERY_HEADER]: notification.deliveryId,
        ...(secret === undefined ? {} : { [SIGNATURE_HEADER]: signatureOf(secret, timestamp, body) }),
      };
      const { status, text } = await postOutbound({ url, headers, body, timeoutMs, signal }, rules).catch(
        (error: unknown) => {
          throw new Undelivered(messageOf(error), { worthRetrying: !(error instanceof ForbiddenTarget), cause: error });
        },
      );
      const said = `it answered ${status} ${shown(text)}`.trimEnd();
      if (status >= 200 && status < 300) return said;
      if (status >= 300 && status < 400) {
        throw new Undelivered(`${said}: redirects are not followed, correct ${rules.setting}`, {
          worthRetrying: false,
        });
      }
      throw new Undelivered(said, { worthRetrying: status >= 500 || PASSING_REFUSALS.has(status) });
    },
  };
}

function bodyOf({ event, subject, text }: OutgoingNotification): object {
  return { text: slackText(text), subject, ...event };
}

/** Slack's three special characters: no error message must ping a whole channel. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function shown(text: string): string {
  return text
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, MAX_SHOWN);
}
