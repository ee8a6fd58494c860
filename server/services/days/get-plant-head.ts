import type { PlantHead } from '#domain/plant-head.ts';
import { countsOf } from '#domain/trend.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { findDayRuns } from '#server/services/days/find-day-runs.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listTallies } from '#server/stores/verdict-tallies.ts';

/** What there is to say of a plant day in a few lines: its runs, and how many arrays had which outcome. */
export async function getPlantHead(context: ServiceContext, input: { day: string }): Promise<PlantHead> {
  requireAction(context.principal, 'plant.read');
  const { plant, day, run, newerRun } = await findDayRuns(context, input);
  const tallies = run === null ? null : await listTallies(context.db, [run.id]);
  const counts = run && tallies && countsOf(tallies.get(run.id) ?? new Map());
  return { plant: plantViewOf(plant), day, run, newerRun, counts };
}
