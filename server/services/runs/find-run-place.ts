import { HeliographError } from '#server/errors.ts';
import type { SystemContext } from '#server/services/context.ts';
import { dayOfDate } from '#server/stores/database.ts';
import { getRunRow } from '#server/stores/runs.ts';

/** Which plant day a run is of, with which model, why it cannot succeed any more, and what it is told of with. */
export async function findRunPlace({ db }: SystemContext, runId: string) {
  const { plantId, day, modelVersion, error, catchUpId } = await getRunRow(db, runId);
  if (modelVersion === null) throw new HeliographError('internal', `run ${runId} has no model`);
  return { plantId, day: dayOfDate(day), modelVersion, error, catchUpId };
}
