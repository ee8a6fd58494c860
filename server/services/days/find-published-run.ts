import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';

/** The run whose result a day shows: what tells one version of the day from another. Throws `not_found` without one. */
export async function findPublishedRun(context: ServiceContext, input: { day: string }): Promise<string> {
  const day = await resolveDay(context, input.day);
  const runId = await findCurrentRunId(context.db, context.plant.id, day);
  if (!runId) throw new HeliographError('not_found', `${day} has no published result`);
  return runId;
}
