import type { NotificationOutcome } from '#domain/notification.ts';
import { messageOf } from '#server/errors.ts';
import {
  type NotificationChannel,
  type OutgoingNotification,
  Undelivered,
} from '#server/gateways/notifications/notification-channel.ts';
import { retry } from '#server/retry.ts';

/** How long one channel is tried. */
export interface DeliveryPatience {
  attempts: number;
  firstPauseMs: number;
  /** After this long no further attempt is begun, and one under way is given up. */
  budgetMs: number;
}

export const DELIVERY_PATIENCE: DeliveryPatience = { attempts: 5, firstPauseMs: 1_000, budgetMs: 30_000 };

export interface Attempt {
  attempt: number;
  outcome: NotificationOutcome;
  detail: string;
}

/**
 * Tries a channel until it takes the notification, refuses it for good, or patience ends; the pause doubles, with
 * jitter. `record` is told of each attempt as it ends. Never throws for what the channel does.
 */
export async function deliver(
  channel: NotificationChannel,
  notification: OutgoingNotification,
  options: { patience: DeliveryPatience; record: (attempt: Attempt) => Promise<void> },
): Promise<Attempt> {
  const { patience, record } = options;
  const budget = AbortSignal.timeout(patience.budgetMs);
  let failed: Attempt | undefined;
  const tryOnce = async (attempt: number): Promise<Attempt> => {
    const detail = await channel.deliver(notification, budget);
    return { attempt, outcome: 'delivered', detail };
  };
  const ended = await retry(tryOnce, {
    ...patience,
    passes: (error) => !budget.aborted && !(error instanceof Undelivered && !error.worthRetrying),
    onFailure: async ({ error, attempt, last }) => {
      failed = { attempt, outcome: last ? 'given_up' : 'failed', detail: messageOf(error) };
      await record(failed);
    },
  }).catch((error: unknown) => {
    if (failed?.outcome !== 'given_up') throw error;
    return failed;
  });
  if (ended.outcome === 'delivered') await record(ended);
  return ended;
}
