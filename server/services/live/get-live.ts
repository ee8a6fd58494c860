import type { LiveView, LiveWindowView } from '#domain/live.ts';
import { windowMinutesOf } from '#domain/live-windows.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { livePulseOf } from '#server/services/live/live-pulse.ts';
import { alarmViewOf, windowEntryOf, windowViewOf } from '#server/services/live/live-views.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listAlarms } from '#server/stores/alarms.ts';
import { dayOfDate } from '#server/stores/database.ts';
import { newestChangeId } from '#server/stores/live-changes.ts';
import { findNewestWindow, findWindow, listWindowEntries } from '#server/stores/live-windows.ts';

/** The day that is not over, as its newest window and the newest readings tell it. */
export async function getLive(context: ServiceContext): Promise<LiveView> {
  const { db, plant, principal, settings } = context;
  requireAction(principal, 'plant.read');
  // Before the rest: what changes meanwhile is told again by the stream, never missed.
  const lastChangeId = await newestChangeId(db, plant.id);
  const window = await findNewestWindow(db, plant.id);
  const day = window && dayOfDate(window.day);
  return {
    plant: plantViewOf(plant),
    windowMinutes: windowMinutesOf(settings.HELIOGRAPH_LIVE),
    day,
    windows: day ? (await listWindowEntries(db, plant.id, day)).map(windowEntryOf) : [],
    window: window && windowViewOf(window),
    alarms: day ? (await listAlarms(db, plant.id, { day })).map(alarmViewOf) : [],
    pulse: await livePulseOf(context),
    lastChangeId: lastChangeId.toString(),
  };
}

/** The plant as it stood at the end of a window. Throws `not_found` where none ended then. */
export async function getLiveWindow(
  { db, plant, principal }: ServiceContext,
  { endAt }: { endAt: string },
): Promise<LiveWindowView> {
  requireAction(principal, 'plant.read');
  const window = await findWindow(db, plant.id, new Date(endAt));
  if (!window) throw new HeliographError('not_found', `no window of plant "${plant.id}" ended at ${endAt}`);
  return windowViewOf(window);
}
