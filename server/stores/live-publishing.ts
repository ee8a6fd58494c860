import { keptCourse } from '#domain/alarm-course.ts';
import type { FaultKind } from '#domain/fault-kinds.ts';
import type { OutcomeColumns } from '#domain/plant-grid.ts';
import { type Database, dateOfDay, dayOfDate } from '#server/stores/database.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

export async function listKnownArrays(db: Database, plantId: string) {
  const rows = await db.liveArray.findMany({
    where: { plantId },
    select: { deviceId: true, day: true, condition: true, reason: true, windows: true, sinceAt: true, course: true },
  });
  return rows.map(({ day, course, ...row }) => ({ ...row, day: dayOfDate(day), course: keptCourse(course) }));
}

/** A row of `live_array`, instants in ISO 8601. */
export interface NewLiveArray {
  deviceId: string;
  condition: string | null;
  reason: string | null;
  detail: string | null;
  confidence: number | null;
  probabilities: readonly number[];
  coverage: number;
  lossKwh: number | null;
  lossUncertaintyKwh: number | null;
  windows: number;
  sinceAt: string;
  onsetAt: string | null;
  onsetMinutes: number | null;
  course: unknown;
}

/** Puts the newest provisional verdicts in the place of those before, as one JSON document. */
export async function upsertLiveArrays(
  db: Database,
  { plantId, day, endAt }: { plantId: string; day: string; endAt: Date },
  arrays: readonly NewLiveArray[],
): Promise<void> {
  await db.$executeRaw`
    insert into live_array ("plantId", "deviceId", day, "endAt", condition, reason, detail, confidence, probabilities,
      coverage, "lossKwh", "lossUncertaintyKwh", windows, "sinceAt", "onsetAt", "onsetMinutes", course)
    select ${plantId}, "deviceId", ${day}::date, ${endAt}, condition, reason, detail, confidence, probabilities,
      coverage, "lossKwh", "lossUncertaintyKwh", windows, "sinceAt", "onsetAt", "onsetMinutes", course
    from json_to_recordset(${JSON.stringify(arrays)}::json) as a ("deviceId" text, condition "ConditionName",
      reason "NoVerdictReason", detail text, confidence float8, probabilities float8[], coverage float8, "lossKwh" float8,
      "lossUncertaintyKwh" float8, windows int, "sinceAt" timestamptz, "onsetAt" timestamptz, "onsetMinutes" float8, course jsonb)
    on conflict ("plantId", "deviceId") do update set day = excluded.day, "endAt" = excluded."endAt",
      condition = excluded.condition, reason = excluded.reason, detail = excluded.detail, confidence = excluded.confidence,
      probabilities = excluded.probabilities, coverage = excluded.coverage, "lossKwh" = excluded."lossKwh",
      "lossUncertaintyKwh" = excluded."lossUncertaintyKwh", windows = excluded.windows, "sinceAt" = excluded."sinceAt",
      "onsetAt" = excluded."onsetAt", "onsetMinutes" = excluded."onsetMinutes", course = excluded.course`;
}

export async function insertWindow(
  db: Database,
  window: {
    plantId: string;
    endAt: Date;
    day: string;
    windowMinutes: number;
    modelVersion: string;
    arrays: number;
    faults: number;
    layout: string;
  } & OutcomeColumns,
): Promise<void> {
  await db.liveWindow.create({ data: { ...window, day: dateOfDay(window.day) } });
}

export interface NewChange {
  kind: string;
  deviceId: string | null;
  before: string | null;
  after: string | null;
  alarmId: string | null;
}

/** Adds changes. The plant must be locked: ids are then committed in their order, and no stream misses one. */
export async function insertChanges(
  db: Database,
  plantId: string,
  at: Date,
  changes: readonly NewChange[],
): Promise<void> {
  await db.liveChange.createMany({ data: changes.map((change) => ({ plantId, at, ...change })) });
}

/** A fault that an alarm is about: the case that the nightly run opens is this one. Gives its id. */
export async function openAlarmedFault(
  db: Database,
  alarm: { plantId: string; deviceId: string; condition: FaultKind; day: string },
): Promise<string> {
  const { plantId, deviceId, condition, day } = alarm;
  const [row] = await db.$queryRaw<{ id: string; fresh: boolean }[]>`
    insert into fault_case as c ("plantId", "deviceId", condition, "alarmDay")
    values (${plantId}, ${deviceId}, ${condition}::fault_kind, ${day}::date)
    on conflict ("plantId", "deviceId", condition) do update set "alarmDay" = excluded."alarmDay",
      state = case when c.state = 'withdrawn' then 'open' when c.state = 'resolved' then 'regressed' else c.state end::fault_state,
      version = c.version + 1
    returning id, xmax = 0 as fresh`;
  const id = row?.id ?? '';
  await db.faultEvent.create({
    data: { faultId: id, kind: row?.fresh ? 'opened' : 'revised', day: dateOfDay(day), detail: 'alarm' },
  });
  return id;
}

/** An alarm was wrong: a fault that rested on it alone is withdrawn. */
export async function withdrawAlarmedFault(db: Database, faultId: string, day: string): Promise<void> {
  const changed = await db.$executeRaw`
    update fault_case set "alarmDay" = null, version = version + 1,
      state = case when "firstDay" is null then 'withdrawn' else state end::fault_state
    where id = ${faultId}::uuid and "alarmDay" = ${day}::date`;
  if (changed > 0) {
    const detail = 'alarm';
    await db.faultEvent.create({ data: { faultId, kind: 'withdrawn', day: dateOfDay(day), detail } });
  }
}

export async function insertAlarm(
  db: Database,
  alarm: Omit<Prisma.AlarmUncheckedCreateInput, 'day'> & { day: string },
): Promise<string> {
  return (await db.alarm.create({ data: { ...alarm, day: dateOfDay(alarm.day) } })).id;
}

/** The alarms of a day that stand. */
export function listStandingAlarms(db: Database, plantId: string, day: string) {
  return db.alarm.findMany({ where: { plantId, day: dateOfDay(day), state: 'standing' } });
}

export async function updateAlarm(db: Database, id: string, data: Prisma.AlarmUncheckedUpdateInput): Promise<void> {
  await db.alarm.update({ where: { id }, data });
}
