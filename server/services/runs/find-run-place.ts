import { HeliographError } from '#server/errors.ts';
import { database, dayOfDate } from '#server/stores/database.ts';
import { getRunRow } from '#server/stores/runs.ts';

/** Which plant day a run is of, with which model, and why it cannot succeed any more; null while it can. */
export async function findRunPlace(runId: string) {
  const { plantId, day, modelVersion, error } = await getRunRow(database(), runId);
  if (modelVersion === null) throw new HeliographError('internal', `run ${runId} has no model`);
  return { plantId, day: dayOfDate(day), modelVersion, error };
}
