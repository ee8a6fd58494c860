import { findArray } from '#server/services/arrays/find-array.ts';
import { publishedVerdict } from '#server/services/arrays/published-rows.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';

export interface ArrayDayInput {
  deviceId: string;
  /** YYYY-MM-DD, or `latest`. */
  day: string;
}

/** An array of the plant and its verdict in a day's published result; null where there is none. */
export async function findArrayDay(input: ArrayDayInput) {
  const { plant, array } = await findArray(input.deviceId);
  const day = await resolveDay(plant.id, input.day);
  const runId = await findCurrentRunId(database(), plant.id, day);
  const verdict = runId === null ? null : await publishedVerdict(runId, array.deviceId);
  return { plant, array, day, verdict };
}

/** The run whose result an array-day shows; null when there is none. It tells one version of its series from another. */
export async function findResultRunId(input: ArrayDayInput): Promise<string | null> {
  return (await findArrayDay(input)).verdict?.runId ?? null;
}
