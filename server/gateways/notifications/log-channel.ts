import { runOfEvent } from '#domain/notification.ts';
import type { NotificationChannel } from '#server/gateways/notifications/notification-channel.ts';
import { log } from '#server/log.ts';

const GOOD_NEWS = new Set(['succeeded', 'caught_up']);

/** The process log: there is always somebody told. */
export function logChannel(): NotificationChannel {
  return {
    name: 'log',
    deliver: async ({ event, subject, text }) => {
      const level = GOOD_NEWS.has(event.kind) ? 'info' : 'error';
      log[level]({ kind: event.kind, runId: runOfEvent(event), text }, subject);
      return 'written to the process log';
    },
  };
}
