import type { NotificationChannel, NotificationKind, NotificationOutcome } from '#domain/notification.ts';
import { type Database, dateOfDay } from '#server/stores/database.ts';

/** What a notification is about, as far as it tells one from another. */
export interface NotificationSubject {
  plantId: string;
  day: string;
  /** Null when it is about days, not about a run. */
  runId: string | null;
  kind: NotificationKind;
}

export interface NewNotification extends NotificationSubject {
  channel: NotificationChannel;
  attempt: number;
  outcome: NotificationOutcome;
  detail: string;
}

export async function insertNotification(db: Database, notification: NewNotification): Promise<void> {
  await db.notification.create({ data: { ...notification, day: dateOfDay(notification.day) } });
}

/** The channels on which it has arrived already. */
export async function listDeliveredChannels(
  db: Database,
  subject: NotificationSubject,
): Promise<NotificationChannel[]> {
  const rows = await db.notification.findMany({
    where: { ...subject, day: dateOfDay(subject.day), outcome: 'delivered' },
    distinct: ['channel'],
    select: { channel: true },
  });
  return rows.map(({ channel }) => channel);
}

/** All attempts, in their order: of a run, or of a plant day whatever they were about. */
export function listNotificationRows(db: Database, about: { runId: string } | { plantId: string; day: string }) {
  const where = 'runId' in about ? about : { plantId: about.plantId, day: dateOfDay(about.day) };
  return db.notification.findMany({ where, orderBy: { id: 'asc' }, take: 1000 });
}
