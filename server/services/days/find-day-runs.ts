import type { RunView } from '#domain/views.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import type { PlantRow } from '#server/stores/plants.ts';
import { getRunRow, listRunRows } from '#server/stores/runs.ts';

interface DayRuns {
  plant: PlantRow;
  day: string;
  /** The run whose result is shown; null when the day has no published result. */
  run: RunView | null;
  /** The newest run of the day, when it is another one than `run`. */
  newerRun: RunView | null;
}

/** A day of the plant, and the runs that its page is about. Throws `not_found` for `latest` while nothing is published. */
export async function findDayRuns(context: ServiceContext, input: { day: string }): Promise<DayRuns> {
  const { db, plant } = context;
  const day = await resolveDay(context, input.day);
  const [currentRunId, [newest]] = await Promise.all([
    findCurrentRunId(db, plant.id, day),
    listRunRows(db, plant.id, { day, limit: 1 }),
  ]);
  if (newest && newest.id === currentRunId) return { plant, day, run: runViewOf(newest), newerRun: null };
  const run = currentRunId ? await getRunRow(db, currentRunId) : null;
  return { plant, day, run: run && runViewOf(run), newerRun: newest ? runViewOf(newest) : null };
}
