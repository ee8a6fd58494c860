import { z } from 'zod';
import type { FaultDetail, FaultRibbonDay } from '#domain/faults.ts';
import { faultViewOf } from '#server/services/faults/fault-view.ts';
import { plantContext } from '#server/services/faults/plant-context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { plantViewOf } from '#server/services/plants/current-plant.ts';
import { findWorstDay, listArrayDays } from '#server/stores/array-days.ts';
import { database, dayOfDate } from '#server/stores/database.ts';
import { listFaultEvents } from '#server/stores/fault-events.ts';
import { getFaultRow } from '#server/stores/fault-rows.ts';

const inputSchema = z.object({ faultId: z.uuid('expected the id of a fault') });

const RIBBON_DAYS = 90;

/** One case with its history and what the array's last days were. */
export async function getFault(input: z.input<typeof inputSchema>): Promise<FaultDetail> {
  const { faultId } = parseInput(inputSchema, input);
  const db = database();
  const { today, tariff, ...context } = await plantContext(db);
  const plant = plantViewOf(context.plant);
  const row = await getFaultRow(db, plant.id, today, faultId);
  const [events, days, worstDay] = await Promise.all([
    listFaultEvents(db, faultId),
    listArrayDays(db, plant.id, row.deviceId, RIBBON_DAYS),
    findWorstDay(db, faultId),
  ]);
  return {
    plant,
    today,
    tariff,
    fault: faultViewOf(row),
    history: events.map(({ id, at, kind, actorName, day, runId, detail, note }) => ({
      id: String(id),
      at: at.toISOString(),
      kind,
      by: actorName,
      day: day && dayOfDate(day),
      runId,
      detail,
      note,
    })),
    ribbon: days.map((day): FaultRibbonDay => ({ ...day, seen: day.fault === row.condition })),
    worstDay,
  };
}
