import type { Condition } from '#domain/conditions.ts';
import type { FaultKind } from '#domain/fault-kinds.ts';
import type { NoVerdictReason } from '#domain/no-verdict-reasons.ts';
import { type Database, dayOfDate } from '#server/stores/database.ts';
import { VERDICT_FAULT } from '#server/stores/verdict-fault.ts';

export interface ArrayDayRow {
  day: string;
  runId: string;
  condition: Condition | null;
  reason: NoVerdictReason | null;
  fault: FaultKind | null;
  confidence: number | null;
  lossKwh: number | null;
}

/** The newest published days of an array, oldest first; days on which it was in no result are left out. */
export async function listArrayDays(db: Database, plantId: string, deviceId: string, limit: number) {
  const rows = await db.$queryRaw<ArrayDayRow[]>`
    select p.day::text as day, v."runId", v.condition::text as condition, v.reason::text as reason,
      ${VERDICT_FAULT}::text as fault, v.confidence, v."lossKwh"
    from plant_day p join verdict v on v."runId" = p."currentRunId" and v."deviceId" = ${deviceId}
    where p."plantId" = ${plantId} order by p.day desc limit ${limit}`;
  return rows.reverse();
}

/** The day on which a fault lost most, else the one of which the network was surest. */
export async function findWorstDay(db: Database, faultId: string): Promise<string | null> {
  const worst = await db.faultDay.findFirst({
    where: { faultId },
    orderBy: [
      { lossKwh: { sort: 'desc', nulls: 'last' } },
      { confidence: { sort: 'desc', nulls: 'last' } },
      { day: 'desc' },
    ],
  });
  return worst && dayOfDate(worst.day);
}

/** Arrays of the newest published day, with a verdict and in all; null before the first. */
export async function summarizeNewestDay(db: Database, plantId: string) {
  const [row] = await db.$queryRaw<{ day: string; arrays: number; withVerdict: number }[]>`
    select p.day::text as day, count(*)::int as arrays, count(v.condition)::int as "withVerdict"
    from plant_day p join verdict v on v."runId" = p."currentRunId"
    where p."plantId" = ${plantId} and p.day = (
      select max(n.day) from plant_day n where n."plantId" = ${plantId} and n."currentRunId" is not null)
    group by p.day`;
  return row ?? null;
}
