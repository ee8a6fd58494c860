import { z } from 'zod';
import type { NotificationList } from '#domain/notification.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { getOwnRun } from '#server/services/runs/get-own-run.ts';
import { dayOfDate } from '#server/stores/database.ts';
import { listNotificationRows } from '#server/stores/notifications.ts';

const inputSchema = z.union([z.object({ runId: z.uuid('not the id of a run') }), z.object({ day: plantDaySchema })]);

/** Every attempt to tell of a run, or of a plant day, in the order they were made. */
export async function listNotifications(
  context: ServiceContext,
  input: z.input<typeof inputSchema>,
): Promise<NotificationList> {
  requireAction(context.principal, 'runs.read');
  const wanted = parseInput(inputSchema, input);
  const { db, plant } = context;
  if ('runId' in wanted) await getOwnRun(context, wanted.runId);
  const about = 'runId' in wanted ? wanted : { plantId: plant.id, day: wanted.day };
  const rows = await listNotificationRows(db, about);
  return {
    notifications: rows.map(({ id, runId, day, kind, channel, attempt, at, outcome, detail }) => ({
      id: id.toString(),
      runId,
      day: dayOfDate(day),
      kind,
      channel,
      attempt,
      at: at.toISOString(),
      outcome,
      detail,
    })),
  };
}
