import { findArray } from '#server/services/arrays/find-array.ts';
import { publishedVerdict } from '#server/services/arrays/published-rows.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';

export interface ArrayDayInput {
  deviceId: string;
  /** YYYY-MM-DD, or `latest`. */
  day: string;
}

/** An array of the plant and its verdict in a day's published result; null where there is none. */
export async function findArrayDay(context: ServiceContext, input: ArrayDayInput) {
  const { db, plant } = context;
  const array = await findArray(context, input.deviceId);
  const day = await resolveDay(context, input.day);
  const runId = await findCurrentRunId(db, plant.id, day);
  const verdict = runId === null ? null : await publishedVerdict(db, runId, array.deviceId);
  return { plant, array, day, verdict };
}

/** The run whose result an array-day shows; null when there is none. It tells one version of its series from another. */
export async function findResultRunId(context: ServiceContext, input: ArrayDayInput): Promise<string | null> {
  return (await findArrayDay(context, input)).verdict?.runId ?? null;
}
