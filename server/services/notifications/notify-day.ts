import type { SystemContext } from '#server/services/context.ts';
import { consoleLink } from '#server/services/notifications/console-link.ts';
import { type Delivery, sendNotification } from '#server/services/notifications/send-notification.ts';
import { getPlantRow } from '#server/stores/plants.ts';
import { listRunRows } from '#server/stores/runs.ts';

/** Tells that a day has no result though its deadline has passed. A day is told once on each channel. */
export async function notifyDidNotRun(
  context: SystemContext,
  input: { plantId: string; day: string; deadline: Date },
): Promise<Delivery[]> {
  const { plantId, day, deadline } = input;
  const [newest] = await listRunRows(context.db, plantId, { day, limit: 1 });
  return sendNotification(context, {
    kind: 'did_not_run',
    plant: await plantOf(context, plantId),
    day,
    deadlineMs: deadline.getTime(),
    newestRun: newest?.state ?? null,
    link: consoleLink(context.settings, plantId, `/?day=${day}`),
  });
}

/** Tells in one message which missed days were run after a downtime, and which were left out as too old. */
export async function notifyCaughtUp(
  context: SystemContext,
  input: {
    plantId: string;
    days: readonly { day: string; succeeded: boolean }[];
    leftOut: readonly string[];
  },
): Promise<Delivery[]> {
  const { plantId, days, leftOut } = input;
  const plant = await plantOf(context, plantId);
  return sendNotification(context, {
    kind: 'caught_up',
    plant,
    days,
    leftOut,
    link: consoleLink(context.settings, plantId, '/runs'),
  });
}

async function plantOf({ db }: SystemContext, plantId: string) {
  const { id, name, utcOffsetMinutes } = await getPlantRow(db, plantId);
  return { id, name, utcOffsetMinutes };
}
