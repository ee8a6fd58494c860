import { dayOfEvent, type NotificationEvent, runOfEvent } from '#domain/notification.ts';
import { notificationText } from '#domain/notification-text.ts';
import { messageOf } from '#server/errors.ts';
import type { NotificationChannel } from '#server/gateways/notifications/notification-channel.ts';
import { openChannels } from '#server/gateways/notifications/open-channels.ts';
import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import {
  type Attempt,
  DELIVERY_PATIENCE,
  type DeliveryPatience,
  deliver,
} from '#server/services/notifications/deliver.ts';
import { insertNotification, listDeliveredChannels, type NotificationSubject } from '#server/stores/notifications.ts';

/** How a channel's delivery ended. */
export interface Delivery extends Attempt {
  channel: NotificationChannel['name'];
}

/**
 * Tells an event on every channel of the settings, all at once, each until it takes it or patience ends. A channel that
 * has told the same event before is left out, so that this can be repeated. Each attempt is recorded. Never throws:
 * what cannot be told is in the log and in what is returned.
 */
export async function sendNotification(
  context: SystemContext,
  event: NotificationEvent,
  options: { channels?: readonly NotificationChannel[]; patience?: DeliveryPatience } = {},
): Promise<Delivery[]> {
  try {
    const { channels = openChannels(), patience = DELIVERY_PATIENCE } = options;
    const subject = { plantId: event.plant.id, day: dayOfEvent(event), runId: runOfEvent(event), kind: event.kind };
    const notified = await notifiedChannels(context, subject);
    const notification = { ...notificationText(event), event, deliveryId: deliveryIdOf(context, subject) };
    const pending = channels.filter(({ name }) => !notified.has(name));
    return await Promise.all(
      pending.map(async (channel) => {
        const record = (attempt: Attempt) => recordAttempt(context, subject, channel.name, attempt);
        return { channel: channel.name, ...(await deliver(channel, notification, { patience, record })) };
      }),
    );
  } catch (error) {
    log.error({ err: error, kind: event.kind }, 'notification failed');
    return [];
  }
}

/** Rather told twice than never: a record that cannot be read is none. Days caught up with twice are two things to tell, and so are alarms. */
async function notifiedChannels({ db }: SystemContext, subject: NotificationSubject): Promise<Set<string>> {
  if (subject.kind === 'caught_up' || subject.kind === 'alarms') return new Set();
  try {
    return new Set(await listDeliveredChannels(db, subject));
  } catch (error) {
    log.warn({ ...subject, reason: messageOf(error) }, 'notification attempts not readable');
    return new Set();
  }
}

/** The same whoever repeats the delivery, in this process or another. */
function deliveryIdOf({ now }: SystemContext, { plantId, day, runId, kind }: NotificationSubject): string {
  if (kind === 'caught_up' || kind === 'alarms') return `${kind}-${plantId}-${now().getTime()}`;
  return `${kind}-${runId ?? `${plantId}-${day}`}`;
}

/** A record that cannot be written must not keep a message from its reader. */
async function recordAttempt(
  { db }: SystemContext,
  subject: NotificationSubject,
  channel: NotificationChannel['name'],
  attempt: Attempt,
) {
  if (attempt.outcome !== 'delivered') log.warn({ ...subject, channel, ...attempt }, 'notification not delivered');
  try {
    await insertNotification(db, { ...subject, channel, ...attempt });
  } catch (error) {
    log.warn({ ...subject, channel, reason: messageOf(error) }, 'notification attempt not recorded');
  }
}
