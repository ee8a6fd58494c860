import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';

/** The run whose result a day shows: what tells one version of the day from another. Throws `not_found` without one. */
export async function findPublishedRun(input: { day: string }): Promise<string> {
  const plantId = readSettings().HELIOGRAPH_PLANT;
  const day = await resolveDay(plantId, input.day);
  const runId = await findCurrentRunId(database(), plantId, day);
  if (!runId) throw new HeliographError('not_found', `${day} has no published result`);
  return runId;
}
