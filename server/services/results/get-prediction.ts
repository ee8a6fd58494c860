import type { Prediction } from '#server/domain/results.ts';
import { HeliographError } from '#server/errors.ts';
import { type ArrayDayInput, findArrayDay } from '#server/services/arrays/find-array-day.ts';
import { resultViewOf } from '#server/services/results/result-view.ts';
import { database } from '#server/stores/database.ts';
import { getRunRow } from '#server/stores/runs.ts';

/** The verdict of one array on one day. Throws `not_found` when the day has no published result with it. */
export async function getPrediction(input: ArrayDayInput): Promise<Prediction> {
  const { array, day, verdict } = await findArrayDay(input);
  if (!verdict) throw new HeliographError('not_found', `${day} has no published result for ${array.deviceId}`);
  const { modelVersion } = await getRunRow(database(), verdict.runId);
  return { ...resultViewOf(verdict, day), modelVersion };
}
