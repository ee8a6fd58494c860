import { type Database, dateOfDay } from '#server/stores/database.ts';

/** Alarms of a day, newest first; of one array or of all. */
export function listAlarms(db: Database, plantId: string, { day, deviceId }: { day: string; deviceId?: string }) {
  const where = { plantId, day: dateOfDay(day), ...(deviceId === undefined ? {} : { deviceId }) };
  return db.alarm.findMany({ where, orderBy: [{ raisedAt: 'desc' }, { id: 'desc' }] });
}

export type AlarmRow = Awaited<ReturnType<typeof listAlarms>>[number];

/**
 * The nightly run has a day: its alarms are confirmed or not, and the faults rest on its verdicts alone. The plant must be locked, so
 * that ids of changes are committed in their order.
 */
export async function settleAlarms(
  db: Database,
  { plantId, day }: { plantId: string; day: string; runId: string },
): Promise<void> {
  await db.$executeRaw`
    with settled as (
      update alarm a set "endedAt" = now(), state = case when exists (
        select 1 from case_day d where d."caseId" = a."faultId" and d.day = a.day) then 'confirmed' else 'unconfirmed' end
      where a."plantId" = ${plantId} and a.day = ${day}::date and a.state = 'standing'
      returning a.id, a."deviceId", a.condition::text as condition, a.state
    )
    insert into live_change ("plantId", at, kind, "deviceId", before, after, "alarmId")
    select ${plantId}, now(), 'alarm_' || state, "deviceId", condition, case when state = 'confirmed' then condition end, id
    from settled order by "deviceId"`;
  await db.$executeRaw`
    update fault_case set "alarmDay" = null where "plantId" = ${plantId} and "alarmDay" <= ${day}::date`;
}
