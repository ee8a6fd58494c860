import type { Prediction } from '#domain/results.ts';
import type { ArrayDayInput } from '#server/services/arrays/find-array-day.ts';
import { openArrayDay } from '#server/services/arrays/open-array-day.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resultViewOf } from '#server/services/results/result-view.ts';
import { getRunRow } from '#server/stores/runs.ts';

/** The verdict of one array on one day. Throws `not_found` when the day has no published result with it. */
export async function getPrediction(context: ServiceContext, input: ArrayDayInput): Promise<Prediction> {
  const { day, verdict } = await openArrayDay(context, input);
  const { modelVersion } = await getRunRow(context.db, verdict.runId);
  return { ...resultViewOf(verdict, day), modelVersion };
}
