import type { PlantHead } from '#domain/plant-head.ts';
import { countsOf } from '#domain/trend.ts';
import { findDayRuns } from '#server/services/days/find-day-runs.ts';
import { plantViewOf } from '#server/services/plants/current-plant.ts';
import { database } from '#server/stores/database.ts';
import { listTallies } from '#server/stores/verdict-tallies.ts';

/** What there is to say of a plant day in a few lines: its runs, and how many arrays had which outcome. */
export async function getPlantHead(input: { day: string }): Promise<PlantHead> {
  const { plant, day, run, newerRun } = await findDayRuns(input);
  const tallies = run === null ? null : await listTallies(database(), [run.id]);
  const counts = run && tallies && countsOf(tallies.get(run.id) ?? new Map());
  return { plant: plantViewOf(plant), day, run, newerRun, counts };
}
