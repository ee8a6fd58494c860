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

/** Alarms of a plant that nobody was told of, or of whose end nobody was; oldest first. */
export function listUntoldAlarms(db: Database, plantId: string) {
  const where = { plantId, OR: [{ toldAt: null }, { state: 'withdrawn', endToldAt: null }] };
  return db.alarm.findMany({ where, orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }], take: 1000 });
}

/** Takes those of these alarms that nobody else is about to tell of, for a while; gives their ids. */
export async function claimAlarms(db: Database, ids: readonly string[], leaseSeconds: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    update alarm set "claimedAt" = clock_timestamp() where id = any(${[...ids]}::uuid[])
      and coalesce("claimedAt" < clock_timestamp() - make_interval(secs => ${leaseSeconds}), true)
    returning id`;
  return rows.map(({ id }) => id);
}

/** Keeps that alarms were told, those that were withdrawn as such; one that nobody was told of needs no word of its end. */
export async function markAlarmsTold(
  db: Database,
  told: { raised: readonly string[]; withdrawn: readonly string[]; unsaid: readonly string[] },
): Promise<void> {
  const now = new Date();
  const mark = (ids: readonly string[], data: { toldAt?: Date; endToldAt?: Date }) =>
    db.alarm.updateMany({ where: { id: { in: [...ids] } }, data: { ...data, claimedAt: null } });
  await mark(told.raised, { toldAt: now });
  await mark(told.withdrawn, { endToldAt: now });
  await mark(told.unsaid, { toldAt: now, endToldAt: now });
}
