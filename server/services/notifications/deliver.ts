import { setTimeout as delay } from 'node:timers/promises';
import type { NotificationOutcome } from '#server/domain/notification.ts';
import { messageOf } from '#server/errors.ts';
import {
  type NotificationChannel,
  type OutgoingNotification,
  Undelivered,
} from '#server/gateways/notifications/notification-channel.ts';

/** How long one channel is tried. */
export interface DeliveryPatience {
  attempts: number;
  firstDelayMs: number;
  /** After this long no further attempt is begun, and one under way is given up. */
  budgetMs: number;
}

export const DELIVERY_PATIENCE: DeliveryPatience = { attempts: 5, firstDelayMs: 1_000, budgetMs: 30_000 };

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
  const endMs = performance.now() + patience.budgetMs;
  for (let attempt = 1; ; attempt++) {
    const pauseMs = patience.firstDelayMs * 2 ** (attempt - 1) * (0.5 + Math.random());
    const last = attempt >= patience.attempts || performance.now() + pauseMs > endMs;
    const ended = await tryOnce(channel, notification, { attempt, last, budget });
    await record(ended);
    if (ended.outcome !== 'failed') return ended;
    await delay(pauseMs);
  }
}

async function tryOnce(
  channel: NotificationChannel,
  notification: OutgoingNotification,
  { attempt, last, budget }: { attempt: number; last: boolean; budget: AbortSignal },
): Promise<Attempt> {
  try {
    return { attempt, outcome: 'delivered', detail: await channel.deliver(notification, budget) };
  } catch (error) {
    const hopeless = error instanceof Undelivered && !error.worthRetrying;
    const outcome = hopeless || last || budget.aborted ? 'given_up' : 'failed';
    return { attempt, outcome, detail: messageOf(error) };
  }
}
