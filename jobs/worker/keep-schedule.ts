import { tellCaughtUp, tellDidNotRun } from '#jobs/notify/tell-days.ts';
import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { scheduleDays } from '#server/services/runs/schedule-days.ts';
import { repeat } from './repeat.ts';

const LOOK_EVERY_MS = 20_000;

/** Queues the runs that are due. Every `npm run worker` does; the database lets one of them. */
export function keepSchedule(): { stop: () => Promise<void> } {
  const told = new Set<string>();
  const once = (what: string) => !told.has(what) && told.add(what);
  return repeat(LOOK_EVERY_MS, async () => {
    try {
      const { plantId, queued, held, overdue } = await scheduleDays(Date.now());
      if (queued.length > 0) log.info({ plantId, days: queued }, 'queued by the schedule');
      if (queued.length > 1) await tellCaughtUp({ plantId, days: queued });
      for (const { day, reason } of held) {
        if (once(`held ${day} ${reason}`)) log.warn({ plantId, day, reason }, 'a day is due and cannot be queued yet');
      }
      for (const { day, deadline } of overdue) {
        if (once(`overdue ${day}`)) await tellDidNotRun({ plantId, day, deadline });
      }
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'could not look at the schedule');
    }
  });
}
