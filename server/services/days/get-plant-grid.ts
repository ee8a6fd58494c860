import { encodeOutcomes, type Outcome, type PlantGridView } from '#server/domain/plant-grid.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';
import { type Database, database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { findLayoutVersion, listOutcomes } from '#server/stores/plant-grid.ts';
import { getRunRow, listRunRows } from '#server/stores/runs.ts';

type Columns = ReturnType<typeof encodeOutcomes>;

/** A published result never changes: its columns are kept, some 140 kB each for 10,000 arrays. */
const KEPT_DAYS = 60;
const kept = new Map<string, Columns>();

/** The plant on one day in columns: what `getPlantDay` tells, in a tenth of the bytes. */
export async function getPlantGrid(input: { day: string }): Promise<PlantGridView> {
  const db = database();
  const plant = await currentPlant();
  const day = await resolveDay(plant.id, input.day);
  const [currentRunId, layout, newest] = await Promise.all([
    findCurrentRunId(db, plant.id, day),
    findLayoutVersion(db, plant.id),
    listRunRows(db, plant.id, { day, limit: 1 }),
  ]);
  const [run, columns] = currentRunId
    ? await Promise.all([getRunRow(db, currentRunId), columnsOf(db, plant.id, currentRunId, layout)])
    : [null, encodeOutcomes(Array.from({ length: plant.arrays }, () => UNKNOWN))];
  const newer = newest[0] && newest[0].id !== currentRunId ? runViewOf(newest[0]) : null;
  return { plant, day, run: run && runViewOf(run), newerRun: newer, layout, ...columns };
}

const UNKNOWN: Outcome = { outcome: null, confidence: null, coverage: null, lossKwh: null };

async function columnsOf(db: Database, plantId: string, runId: string, layout: string): Promise<Columns> {
  const key = `${runId} ${layout}`;
  const columns = kept.get(key) ?? encodeOutcomes(await listOutcomes(db, plantId, runId));
  // Moved to the end: the first one is then the one that nobody asked for the longest.
  kept.delete(key);
  kept.set(key, columns);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_DAYS && oldest !== undefined) kept.delete(oldest);
  return columns;
}
