import { systemPrincipal } from '#server/auth/principal.ts';
import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { openContext } from '#server/services/context.ts';
import { scheduleDays } from '#server/services/runs/schedule-days.ts';
import { notifyEndedCatchUps, notifyOverdueDays } from './notify-days.ts';
import { repeat } from './repeat.ts';

const POLL_EVERY_MS = 20_000;

/** Queues the runs that are due and tells what came of them. Every `npm run worker` does; the database lets one of them. */
export function runSchedule(): { stop: () => Promise<void> } {
  const warned = new Set<string>();
  return repeat(POLL_EVERY_MS, async () => {
    try {
      const context = await openContext(systemPrincipal('the schedule'));
      const scheduled = await scheduleDays(context);
      const { plantId, queued, held } = scheduled;
      if (queued.length > 0) log.info({ plantId, days: queued }, 'runs queued by schedule');
      for (const { day, reason } of held) {
        const what = `${day} ${reason}`;
        if (!warned.has(what)) log.warn({ plantId, day, reason }, 'scheduled day not queued');
        warned.add(what);
      }
      await notifyOverdueDays(context, scheduled);
      await notifyEndedCatchUps(context);
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'schedule failed');
    }
  });
}
