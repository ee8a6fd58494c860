import type { PlantDayView } from '#server/domain/views.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';
import { listArrayRows } from '#server/stores/arrays.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { getRunRow, listRunRows } from '#server/stores/runs.ts';
import { listVerdictRows } from '#server/stores/verdicts.ts';

/** The plant on one day, every registered array in its place, with its verdict in the published result. */
export async function getPlantDay(input: { day: string }): Promise<PlantDayView> {
  const db = database();
  const plant = await currentPlant();
  const day = await resolveDay(plant.id, input.day);
  const currentRunId = await findCurrentRunId(db, plant.id, day);
  const [arrays, verdicts, run, newest] = await Promise.all([
    listArrayRows(db, plant.id),
    currentRunId ? listVerdictRows(db, currentRunId) : [],
    currentRunId ? getRunRow(db, currentRunId) : null,
    listRunRows(db, plant.id, { day, limit: 1 }),
  ]);
  const verdictOf = new Map(verdicts.map((verdict) => [verdict.deviceId, verdict]));
  const newer = newest[0] && newest[0].id !== currentRunId ? runViewOf(newest[0]) : null;
  return {
    plant,
    day,
    run: run && runViewOf(run),
    newerRun: newer,
    cells: arrays.map(({ deviceId, row, column }) => {
      const verdict = verdictOf.get(deviceId);
      return {
        deviceId,
        row,
        column,
        condition: verdict?.condition ?? null,
        reason: verdict?.reason ?? null,
        confidence: rounded(verdict?.confidence),
        coverage: rounded(verdict?.coverage),
        lossKwh: rounded(verdict?.lossKwh, WATT_HOURS),
      };
    }),
  };
}

const WATT_HOURS = 1000;

/** Four decimals of a share are more than a cell can show; the digits beyond would double a large plant's answer. */
function rounded(value: number | null | undefined, steps = 10_000): number | null {
  return value === null || value === undefined ? null : Math.round(value * steps) / steps;
}
