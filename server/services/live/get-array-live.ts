import type { ArrayLiveView } from '#domain/live.ts';
import { outcomeAt } from '#domain/plant-grid.ts';
import { requireAction } from '#server/auth/principal.ts';
import { findArray } from '#server/services/arrays/find-array.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { layoutOf } from '#server/services/days/get-plant-layout.ts';
import { ageOf, newestReadings } from '#server/services/live/live-pulse.ts';
import { alarmViewOf, provisionalVerdictOf } from '#server/services/live/live-views.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listAlarms } from '#server/stores/alarms.ts';
import { dayOfDate } from '#server/stores/database.ts';
import { findLiveArray } from '#server/stores/live-arrays.ts';
import { findNewestWindow, listWindowOutcomes } from '#server/stores/live-windows.ts';

/** One array on the day that is not over. Throws `not_found` when the plant has none of that id. */
export async function getArrayLive(context: ServiceContext, input: { deviceId: string }): Promise<ArrayLiveView> {
  const { db, plant, principal } = context;
  requireAction(principal, 'plant.read');
  const { deviceId } = await findArray(context, input.deviceId);
  const window = await findNewestWindow(db, plant.id);
  const day = window && dayOfDate(window.day);
  const newest = await newestReadings(context);
  const reading = newest.readings.get(deviceId);
  const row = day ? await findLiveArray(db, plant.id, deviceId) : null;
  return {
    plant: plantViewOf(plant),
    deviceId,
    day,
    // Of an earlier day: the array has sent nothing since.
    verdict: row && dayOfDate(row.day) === day ? provisionalVerdictOf(row) : null,
    windows: day ? await windowsOf(context, day, deviceId) : [],
    alarms: day ? (await listAlarms(db, plant.id, { day, deviceId })).map(alarmViewOf) : [],
    lastReadingAt: reading ? new Date(reading.lastMs).toISOString() : null,
    readingAge: ageOf(newest, reading),
    powerW: finite(reading?.powerW),
    expectedW: finite(reading?.expectedW),
    asOf: new Date(newest.asOfMs).toISOString(),
  };
}

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);

/** The array's outcome window by window; without those that were made for another layout of the plant. */
async function windowsOf(context: ServiceContext, day: string, deviceId: string): Promise<ArrayLiveView['windows']> {
  const { db, plant } = context;
  const layout = await layoutOf(context, plant.layoutVersion);
  const index = layout.deviceIds.indexOf(deviceId);
  const windows = await listWindowOutcomes(db, plant.id, day);
  return windows
    .filter((window) => index >= 0 && window.layout === layout.version)
    .map(({ endAt, codes, confidence }) => ({
      endAt: endAt.toISOString(),
      ...outcomeAt({ codes, confidence }, index),
    }));
}
