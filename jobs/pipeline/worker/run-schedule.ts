import { systemPrincipal } from '#server/auth/principal.ts';
import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { openContext, openSystem, type SystemContext } from '#server/services/context.ts';
import { scheduleDays } from '#server/services/runs/schedule-days.ts';
import { listPlantRows } from '#server/stores/plants.ts';
import { notifyEndedCatchUps, notifyOverdueDays } from './notify-days.ts';
import { repeat } from './repeat.ts';

const POLL_EVERY_MS = 20_000;

/**
 * Queues the runs of all plants that are due and tells what came of them. Every `npm run worker` does; the database lets one of
 * them.
 */
export function runSchedule(): { stop: () => Promise<void> } {
  const warned = new Set<string>();
  return repeat(POLL_EVERY_MS, async () => {
    try {
      const system = openSystem();
      for (const plantId of await scheduledPlants(system)) await schedulePlant(plantId, warned);
      await notifyEndedCatchUps(system);
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'schedule failed');
    }
  });
}

/** The plants that have a schedule: of a simulated one readings are only made where it is the plant of the settings. */
export async function scheduledPlants({ db, settings }: SystemContext): Promise<string[]> {
  const plants = await listPlantRows(db);
  return plants.filter(({ id, simulated }) => !simulated || id === settings.HELIOGRAPH_PLANT).map(({ id }) => id);
}

/** What goes wrong with one plant is no reason to leave the others. */
async function schedulePlant(plantId: string, warned: Set<string>): Promise<void> {
  try {
    const context = await openContext(systemPrincipal('the schedule'), plantId);
    const scheduled = await scheduleDays(context);
    const { queued, held } = scheduled;
    if (queued.length > 0) log.info({ plantId, days: queued }, 'runs queued by schedule');
    for (const { day, reason } of held) {
      const what = `${plantId} ${day} ${reason}`;
      if (!warned.has(what)) log.warn({ plantId, day, reason }, 'scheduled day not queued');
      warned.add(what);
    }
    await notifyOverdueDays(context, scheduled);
  } catch (error) {
    log.warn({ plantId, error: messageOf(error) }, 'schedule failed');
  }
}
