import type { ArrayDayView } from '#domain/views.ts';
import { requireAction } from '#server/auth/principal.ts';
import { type ArrayDayInput, findArrayDay } from '#server/services/arrays/find-array-day.ts';
import { publishedSilver } from '#server/services/arrays/published-rows.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { energyOf, judgedViewOf } from '#server/services/results/result-view.ts';
import { findNeighbourDays } from '#server/stores/plant-days.ts';
import { getRunRow } from '#server/stores/runs.ts';

/** What the array page says of a day: verdict, data quality, nameplate, and the days next to it. */
export async function getArrayDay(context: ServiceContext, input: ArrayDayInput): Promise<ArrayDayView> {
  requireAction(context.principal, 'plant.read');
  const { db } = context;
  const { plant, array, day, verdict } = await findArrayDay(context, input);
  const [neighbours, run, published] = await Promise.all([
    findNeighbourDays(db, plant.id, day),
    verdict ? getRunRow(db, verdict.runId) : null,
    verdict ? publishedSilver(db, { plantId: plant.id, day, runId: verdict.runId }, verdict) : null,
  ]);
  return {
    plant: plantViewOf(plant),
    deviceId: array.deviceId,
    row: array.row,
    column: array.column,
    nameplate: array.nameplate,
    day,
    verdict: verdict && {
      runId: verdict.runId,
      modelVersion: run?.modelVersion ?? null,
      ...judgedViewOf(verdict),
    },
    energy: verdict && energyOf(verdict),
    counts: published === 'no longer kept' ? null : (published?.counts ?? null),
    seriesKept: published !== 'no longer kept',
    ...neighbours,
  };
}
