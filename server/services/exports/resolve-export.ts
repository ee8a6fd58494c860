import type { z } from 'zod';
import { daysBetween, type ExportFilter, type exportQuerySchema, MAX_EXPORT_DAYS } from '#domain/exports.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import type { PlantView } from '#domain/views.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listPublishedRuns, type PublishedRun } from '#server/stores/published-runs.ts';

export interface ResolvedExport {
  plant: PlantView;
  filter: ExportFilter;
  /** Days whose gold is there, oldest first, each with the run that it is taken from. */
  published: PublishedRun[];
  missing: { day: string; reason: 'no_result' | 'removed' }[];
}

/** Which days of which runs an export takes. Throws `invalid_input` for a range that is none, or longer than a year. */
export async function resolveExport(
  context: ServiceContext,
  query: z.output<typeof exportQuerySchema>,
): Promise<ResolvedExport> {
  const { db, plant } = context;
  const from = query.from ?? query.to ?? (await resolveDay(context, 'latest'));
  const to = query.to ?? from;
  const days = daysBetween(from, to);
  if (days < 1) throw new HeliographError('invalid_input', `to: ${to} is before ${from}`);
  if (days > MAX_EXPORT_DAYS) {
    throw new HeliographError('invalid_input', `to: ${days} days are too many, ask for at most ${MAX_EXPORT_DAYS}`);
  }
  const runs = await listPublishedRuns(db, plant.id, { from, to }, 'gold');
  const runOf = new Map(runs.map((run) => [run.day, run]));
  const missing: ResolvedExport['missing'] = [];
  for (let index = 0; index < days; index++) {
    const day = shiftPlantDay(from, index);
    const run = runOf.get(day);
    if (!run) missing.push({ day, reason: 'no_result' });
    else if (run.removed) missing.push({ day, reason: 'removed' });
  }
  const { verdicts = [], arrays = [], minConfidence = null } = query;
  const filter = { from, to, verdicts, arrays, minConfidence };
  return { plant: plantViewOf(plant), filter, published: runs.filter(({ removed }) => !removed), missing };
}

/** True when the filter takes every array-day of its days. */
export function takesEverything({ verdicts, arrays, minConfidence }: ExportFilter): boolean {
  return verdicts.length === 0 && arrays.length === 0 && minConfidence === null;
}
