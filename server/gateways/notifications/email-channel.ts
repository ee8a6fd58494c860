import { createTransport } from 'nodemailer';
import { runOfEvent } from '#domain/notification.ts';
import { messageOf } from '#server/errors.ts';
import { type NotificationChannel, Undelivered } from '#server/gateways/notifications/notification-channel.ts';
import {
  ForbiddenTarget,
  type OutboundRules,
  resolveTarget,
  type Target,
} from '#server/gateways/outbound/resolve-target.ts';

export interface EmailSettings {
  /** smtp:// or smtps://, with user and password where the server wants them. */
  url: string;
  from: string;
  to: readonly string[];
  timeoutMs: number;
  rules: OutboundRules;
}

/** Sends a notification as a plain mail over SMTP. */
export function emailChannel(settings: EmailSettings): NotificationChannel {
  const url = new URL(settings.url);
  return {
    name: 'email',
    deliver: async ({ event, subject, text, deliveryId }, signal) => {
      const target = await resolveTarget(url.hostname, settings.rules, signal).catch((error: unknown) => {
        throw new Undelivered(messageOf(error), { worthRetrying: !(error instanceof ForbiddenTarget), cause: error });
      });
      const transport = createTransport(transportOptions(url, target, settings.timeoutMs));
      try {
        const sent = await transport.sendMail({
          from: { name: 'Heliograph', address: settings.from },
          to: [...settings.to],
          subject,
          text: `${text}\n`,
          // The same over all attempts: a mail that came twice is shown once by most readers.
          messageId: `<${deliveryId}@heliograph>`,
          headers: { 'X-Heliograph-Kind': event.kind, 'X-Heliograph-Run': runOfEvent(event) ?? 'none' },
          disableFileAccess: true,
          disableUrlAccess: true,
          signal,
        });
        const refused = sent.rejected.length > 0 ? `, refused for ${sent.rejected.map(String).join(', ')}` : '';
        return `${url.hostname} said ${sent.response}${refused}`;
      } catch (error) {
        throw undelivered(url.hostname, error);
      } finally {
        transport.close();
      }
    },
  };
}

/** Connects to the address that was checked; the certificate must still be that of the host's name. */
function transportOptions(url: URL, target: Target, timeoutMs: number) {
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    host: target.address,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    ...(target.address === target.host ? {} : { servername: target.host }),
    // A password goes over an encrypted connection or not at all.
    requireTLS: !secure && user !== '',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    socketCloseTimeout: 0,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
  };
}

/** SMTP's 5xx are refusals for good; 4xx, and whatever happens to a connection, may pass. */
function undelivered(host: string, error: unknown): Undelivered {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  const first = messageOf(error).split('\n')[0] ?? '';
  return new Undelivered(`${host}: ${first}`, { worthRetrying: !(code >= 500 && code < 600), cause: error });
}
