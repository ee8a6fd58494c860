import { type Database, dayOfDate } from '#server/stores/database.ts';
import type { PublishedDay } from '#server/stores/fault-states.ts';
import { VERDICT_FAULT } from '#server/stores/verdict-fault.ts';

/**
 * Publishing and operators take turns on a plant's faults, until the transaction ends: what one derives is never from
 * rows that the other is changing.
 */
export async function lockFaults(db: Database, plantId: string): Promise<void> {
  await db.$queryRaw`select 1 as locked from plant where id = ${plantId} for no key update`;
}

/** Opens the faults that a run's verdicts call for and that there were none of yet. */
export async function insertMissingFaults(db: Database, { plantId, runId }: PublishedDay): Promise<void> {
  await db.$executeRaw`
    insert into fault_case ("plantId", "deviceId", condition)
    select ${plantId}, v."deviceId", ${VERDICT_FAULT} from verdict v
    where v."runId" = ${runId}::uuid and ${VERDICT_FAULT} is not null
    order by v."deviceId"
    on conflict ("plantId", "deviceId", condition) do nothing`;
}

/** Puts what a run's verdicts say of the day in the place of what the faults held for it. */
export async function replaceFaultDays(db: Database, { plantId, day, runId }: PublishedDay): Promise<void> {
  await db.$executeRaw`
    delete from case_day d using fault_case c
    where d."caseId" = c.id and c."plantId" = ${plantId} and d.day = ${day}::date
      and (c."deviceId", c.condition) not in (
        select v."deviceId", ${VERDICT_FAULT} from verdict v
        where v."runId" = ${runId}::uuid and ${VERDICT_FAULT} is not null)`;
  await db.$executeRaw`
    insert into case_day ("caseId", day, "runId", confidence, "lossKwh", "lossUncertaintyKwh")
    select c.id, ${day}::date, v."runId", v.confidence, v."lossKwh", v."lossUncertaintyKwh"
    from verdict v
    join fault_case c on c."plantId" = ${plantId} and c."deviceId" = v."deviceId" and c.condition = ${VERDICT_FAULT}
    where v."runId" = ${runId}::uuid
    on conflict ("caseId", day) do update
      set "runId" = excluded."runId", confidence = excluded.confidence, "lossKwh" = excluded."lossKwh",
        "lossUncertaintyKwh" = excluded."lossUncertaintyKwh"`;
}

/** Published days whose result the faults do not hold yet, oldest first. */
export async function listUncountedDays(db: Database, plantId: string): Promise<PublishedDay[]> {
  const rows = await db.$queryRaw<{ day: Date; runId: string; again: boolean }[]>`
    select day, "currentRunId" as "runId", "casesRunId" is not null as again from plant_day
    where "plantId" = ${plantId} and "currentRunId" is not null and "casesRunId" is distinct from "currentRunId"
    order by day`;
  return rows.map(({ day, runId, again }) => ({ plantId, day: dayOfDate(day), runId, again }));
}

export async function markDayCounted(db: Database, { plantId, day, runId }: PublishedDay): Promise<void> {
  await db.$executeRaw`
    update plant_day set "casesRunId" = ${runId}::uuid where "plantId" = ${plantId} and day = ${day}::date`;
}
