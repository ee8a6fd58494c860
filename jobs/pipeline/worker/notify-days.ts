import type { SystemContext } from '#server/services/context.ts';
import { notifyCaughtUp, notifyDidNotRun } from '#server/services/notifications/notify-day.ts';
import type { Scheduled } from '#server/services/runs/schedule-days.ts';
import { claimEndedCatchUps, markCatchUpNotified } from '#server/stores/catch-ups.ts';
import { claimOverdueDay } from '#server/stores/plant-days.ts';

/** Longer than telling on all channels takes with its retries: who claimed to tell and died is replaced after it. */
const LEASE_SECONDS = 600;

/** Tells which days have no result though their deadline has passed: each once, however many workers look. */
export async function notifyOverdueDays(context: SystemContext, { plantId, overdue }: Scheduled): Promise<void> {
  for (const { day, deadline } of overdue) {
    const mine = await claimOverdueDay(context.db, plantId, day, LEASE_SECONDS);
    if (mine) await notifyDidNotRun(context, { plantId, day, deadline });
  }
}

/** Tells of missed days in one message when the last of their runs has ended. */
export async function notifyEndedCatchUps(context: SystemContext): Promise<void> {
  for (const { id, ...catchUp } of await claimEndedCatchUps(context.db, LEASE_SECONDS)) {
    await notifyCaughtUp(context, catchUp);
    await markCatchUpNotified(context.db, id);
  }
}
