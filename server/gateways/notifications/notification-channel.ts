import type { NotificationChannel as ChannelName, NotificationEvent } from '#domain/notification.ts';
import type { NotificationText } from '#domain/notification-text.ts';

/** What is told: the facts for machines and their words for people. */
export interface OutgoingNotification extends NotificationText {
  event: NotificationEvent;
  /** The same over all attempts of a delivery: a receiver knows a message that it has had before. */
  deliveryId: string;
}

/** One way to reach people. */
export interface NotificationChannel {
  readonly name: ChannelName;
  /** Tries once; returns what the receiver said. Throws `Undelivered`. */
  deliver(notification: OutgoingNotification, signal: AbortSignal): Promise<string>;
}

/** An attempt that did not arrive, and whether another one may. Its message holds no secret. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered';
  readonly worthRetrying: boolean;

  constructor(message: string, options: { worthRetrying: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.worthRetrying = options.worthRetrying;
  }
}
