import { SLOT_SECONDS, shiftPlantDay } from '#domain/plant-day.ts';
import { type DaySummary, summarizeDay } from '#models/operation/commissioning/day-summary.ts';
import type { MeasuredPlant } from '#models/operation/commissioning/survey.ts';
import { HeliographError } from '#server/errors.ts';
import { readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readSilver } from '#server/gateways/parquet/silver-file.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { isSilverOfKeyRemoved } from '#server/services/housekeeping/silver-removed.ts';
import { listArrayRows } from '#server/stores/arrays.ts';
import type { Database } from '#server/stores/database.ts';
import { findLatestPublishedDay, listCurrentRunsBefore } from '#server/stores/plant-days.ts';

/**
 * The registry of the context's plant and the readings of its last published days whose series are kept.
 * @param days how many of them at most
 * @throws `no_data` without such a day
 */
export async function readMeasuredPlant({ plant, db }: ServiceContext, days: number): Promise<MeasuredPlant> {
  const latest = await findLatestPublishedDay(db, plant.id);
  if (!latest) throw new HeliographError('no_data', `no day of plant "${plant.id}" has a result yet: run one first`);
  const runs = await listCurrentRunsBefore(db, plant.id, shiftPlantDay(latest, 1), days);
  const measured: MeasuredPlant['days'][number][] = [];
  for (const { day, runId } of runs.toReversed()) {
    const arrays = await readDay(db, { plantId: plant.id, day, runId });
    if (arrays) measured.push({ day, arrays });
  }
  if (measured.length === 0) {
    throw new HeliographError(
      'no_data',
      `the series of the last ${runs.length} days are no longer kept: run one again`,
    );
  }
  return {
    utcOffsetMinutes: plant.utcOffsetMinutes,
    longitude: plant.settings.longitude ?? null,
    samplingSeconds: SLOT_SECONDS,
    arrays: await listArrayRows(db, plant.id),
    days: measured,
  };
}

/** A day's arrays, shard after shard, so that never more than one of them is in memory; null when housekeeping took them. */
async function readDay(
  db: Database,
  run: { plantId: string; day: string; runId: string },
): Promise<Map<string, DaySummary> | null> {
  const { files } = await readManifest(run);
  const arrays = new Map<string, DaySummary>();
  for (const { bucket, key, content } of files) {
    if (bucket !== 'silver' || content !== undefined) continue;
    try {
      for (const { deviceId, series, counts } of await readSilver(openObjectStore('silver'), key)) {
        arrays.set(deviceId, summarizeDay(series, counts));
      }
    } catch (error) {
      const isMissing = error instanceof HeliographError && error.code === 'not_found';
      if (isMissing && (await isSilverOfKeyRemoved(db, key))) return null;
      throw error;
    }
  }
  return arrays;
}
