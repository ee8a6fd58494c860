import { encodeOutcomes, type Outcome, type PlantGridView } from '#server/domain/plant-grid.ts';
import { readSettings } from '#server/env.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { plantViewOf } from '#server/services/plants/current-plant.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { listOutcomes } from '#server/stores/plant-grid.ts';
import { getPlantRow } from '#server/stores/plants.ts';
import { getRunRow, listRunRows } from '#server/stores/runs.ts';

type Columns = ReturnType<typeof encodeOutcomes> & { layout: string };

/** A published result never changes: its columns are kept, some 140 kB each for 10,000 arrays. */
const published = new BoundedCache<Columns>(60);

/** The plant on one day in columns: what `placeCells` tells, in a tenth of the bytes. */
export async function getPlantGrid(input: { day: string }): Promise<PlantGridView> {
  const db = database();
  const plant = await getPlantRow(db, readSettings().HELIOGRAPH_PLANT);
  const day = await resolveDay(plant.id, input.day);
  const [currentRunId, newest] = await Promise.all([
    findCurrentRunId(db, plant.id, day),
    listRunRows(db, plant.id, { day, limit: 1 }),
  ]);
  const [run, columns] = currentRunId
    ? await Promise.all([
        newest[0]?.id === currentRunId ? newest[0] : getRunRow(db, currentRunId),
        columnsOf(plant.id, currentRunId, plant.layoutVersion),
      ])
    : [
        null,
        { layout: plant.layoutVersion, ...encodeOutcomes(Array.from({ length: plant.arrayCount }, () => UNKNOWN)) },
      ];
  const newer = newest[0] && newest[0].id !== currentRunId ? runViewOf(newest[0]) : null;
  return { plant: plantViewOf(plant), day, run: run && runViewOf(run), newerRun: newer, ...columns };
}

const UNKNOWN: Outcome = { outcome: null, confidence: null, coverage: null, lossKwh: null };

async function columnsOf(plantId: string, runId: string, layoutVersion: string): Promise<Columns> {
  const columns = await published.get(`${runId} ${layoutVersion}`, () => readColumns(plantId, runId));
  // The plant changed between the two questions: such columns are kept under a version that is not theirs.
  return columns.layout === layoutVersion ? columns : readColumns(plantId, runId);
}

async function readColumns(plantId: string, runId: string): Promise<Columns> {
  const { layout, outcomes } = await listOutcomes(database(), plantId, runId);
  return { layout, ...encodeOutcomes(outcomes) };
}
