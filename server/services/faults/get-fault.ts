import { z } from 'zod';
import type { FaultDetail, FaultRibbonDay } from '#domain/faults.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { faultViewOf } from '#server/services/faults/fault-view.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { tariffOf, todayOf } from '#server/services/plants/today-and-tariff.ts';
import { findWorstDay, listArrayDays } from '#server/stores/array-days.ts';
import { dayOfDate } from '#server/stores/database.ts';
import { listFaultEvents } from '#server/stores/fault-events.ts';
import { getFaultRow } from '#server/stores/fault-rows.ts';

const inputSchema = z.object({ faultId: z.uuid('expected the id of a fault') });

const RIBBON_DAYS = 90;

/** One fault with its history and what the array's last days were. */
export async function getFault(context: ServiceContext, input: z.input<typeof inputSchema>): Promise<FaultDetail> {
  requireAction(context.principal, 'faults.read');
  const { faultId } = parseInput(inputSchema, input);
  const { db, plant } = context;
  const today = todayOf(context);
  const row = await getFaultRow(db, plant.id, today, faultId);
  const [events, days, worstDay] = await Promise.all([
    listFaultEvents(db, faultId),
    listArrayDays(db, plant.id, row.deviceId, RIBBON_DAYS),
    findWorstDay(db, faultId),
  ]);
  return {
    plant: plantViewOf(plant),
    today,
    tariff: tariffOf(context),
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
