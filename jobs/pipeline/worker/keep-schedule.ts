import { systemPrincipal } from '#server/auth/principal.ts';
import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { openContext } from '#server/services/context.ts';
import { scheduleDays } from '#server/services/runs/schedule-days.ts';
import { repeat } from './repeat.ts';
import { tellEndedCatchUps, tellOverdueDays } from './tell-days.ts';

const LOOK_EVERY_MS = 20_000;

/** Queues the runs that are due and tells what came of them. Every `npm run worker` does; the database lets one of them. */
export function keepSchedule(): { stop: () => Promise<void> } {
  const warned = new Set<string>();
  return repeat(LOOK_EVERY_MS, async () => {
    try {
      const context = await openContext(systemPrincipal('the schedule'));
      const scheduled = await scheduleDays(context);
      const { plantId, queued, held } = scheduled;
      if (queued.length > 0) log.info({ plantId, days: queued }, 'queued by the schedule');
      for (const { day, reason } of held) {
        const what = `${day} ${reason}`;
        if (!warned.has(what)) log.warn({ plantId, day, reason }, 'a day is due and cannot be queued yet');
        warned.add(what);
      }
      await tellOverdueDays(context, scheduled);
      await tellEndedCatchUps(context);
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'could not look at the schedule');
    }
  });
}
