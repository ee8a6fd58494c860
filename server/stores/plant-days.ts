import { isLive } from '#domain/run.ts';
import type { RunState } from '#domain/state-machine.ts';
import { type Database, dateOfDay, dayOfDate } from '#server/stores/database.ts';

/** The run whose result operators see for a day, or null. */
export async function findCurrentRunId(db: Database, plantId: string, day: string): Promise<string | null> {
  const row = await db.plantDay.findUnique({ where: { plantId_day: { plantId, day: dateOfDay(day) } } });
  return row?.currentRunId ?? null;
}

/** Makes a run's result the one operators see. */
export async function setCurrentRun(db: Database, plantId: string, day: string, runId: string): Promise<void> {
  const key = { plantId, day: dateOfDay(day) };
  const data = { currentRunId: runId, publishedAt: new Date() };
  await db.plantDay.upsert({ where: { plantId_day: key }, create: { ...key, ...data }, update: data });
}

/** The runs whose results operators see, by day. */
export async function currentRunIds(db: Database, plantId: string, { from, to }: { from: string; to: string }) {
  const rows = await db.plantDay.findMany({
    where: { plantId, day: { gte: dateOfDay(from), lte: dateOfDay(to) }, currentRunId: { not: null } },
    select: { day: true, currentRunId: true },
  });
  return new Map(rows.map(({ day, currentRunId }) => [dayOfDate(day), currentRunId]));
}

export async function findLatestPublishedDay(db: Database, plantId: string): Promise<string | null> {
  const row = await db.plantDay.findFirst({
    where: { plantId, currentRunId: { not: null } },
    orderBy: { day: 'desc' },
    select: { day: true },
  });
  return row && dayOfDate(row.day);
}

/** The published days next to a day, before and after. */
export async function findNeighbourDays(db: Database, plantId: string, day: string) {
  const published = { plantId, currentRunId: { not: null } } as const;
  const date = dateOfDay(day);
  const [previous, next] = await Promise.all([
    db.plantDay.findFirst({ where: { ...published, day: { lt: date } }, orderBy: { day: 'desc' } }),
    db.plantDay.findFirst({ where: { ...published, day: { gt: date } }, orderBy: { day: 'asc' } }),
  ]);
  return { previousDay: previous && dayOfDate(previous.day), nextDay: next && dayOfDate(next.day) };
}

/** The newest run of every day, newest day first, with the day's current run. */
export async function listDayRows(db: Database, plantId: string, limit: number) {
  const runs = await db.run.findMany({
    where: { plantId },
    distinct: ['day'],
    orderBy: [{ day: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { day: true, state: true },
  });
  const current = await db.plantDay.findMany({
    where: { plantId, day: { in: runs.map(({ day }) => day) } },
    select: { day: true, currentRunId: true },
  });
  const currentOf = new Map(current.map(({ day, currentRunId }) => [dayOfDate(day), currentRunId]));
  return runs.map(({ day, state }) => ({
    day: dayOfDate(day),
    state,
    currentRunId: currentOf.get(dayOfDate(day)) ?? null,
  }));
}

export interface DayState {
  published: boolean;
  /** State of the newest run; null when there is none. */
  newest: RunState | null;
  liveRunId: string | null;
}

/** How the days of a range stand; days nobody has run are absent. */
export async function dayStates(
  db: Database,
  plantId: string,
  { from, to }: { from: string; to: string },
): Promise<Map<string, DayState>> {
  const where = { plantId, day: { gte: dateOfDay(from), lte: dateOfDay(to) } };
  const runs = await db.run.findMany({ where, orderBy: { id: 'asc' }, select: { id: true, day: true, state: true } });
  const published = await db.plantDay.findMany({ where: { ...where, currentRunId: { not: null } } });
  const shown = new Set(published.map(({ day }) => dayOfDate(day)));
  return new Map(
    runs.map(({ id, day, state }) => {
      const name = dayOfDate(day);
      return [name, { published: shown.has(name), newest: state, liveRunId: isLive(state) ? id : null }];
    }),
  );
}

/** True for the one caller within `leaseSeconds` who is to tell that a day has no result in time. */
export async function claimOverdueDay(db: Database, plantId: string, day: string, leaseSeconds: number) {
  const count = await db.$executeRaw`
    insert into "plant_day" ("plantId", "day", "overdueAt") values (${plantId}, ${day}::date, now())
    on conflict ("plantId", "day") do update set "overdueAt" = now()
      where "plant_day"."overdueAt" is null or "plant_day"."overdueAt" < now() - ${leaseSeconds} * interval '1 second'`;
  return count > 0;
}

/** The newest day before another one that somebody has asked a run for, or null. */
export async function findAskedDayBefore(db: Database, plantId: string, day: string): Promise<string | null> {
  const where = { plantId, day: { lt: dateOfDay(day) } };
  const row = await db.run.findFirst({ where, orderBy: { day: 'desc' }, select: { day: true } });
  return row && dayOfDate(row.day);
}

/** The runs whose results operators see, by day, of the days `from` to `to`. */
export async function listCurrentRunIds(
  db: Database,
  plantId: string,
  { from, to }: { from: string; to: string },
): Promise<Map<string, string>> {
  const rows = await db.plantDay.findMany({
    where: { plantId, currentRunId: { not: null }, day: { gte: dateOfDay(from), lte: dateOfDay(to) } },
    select: { day: true, currentRunId: true },
  });
  return new Map(rows.flatMap(({ day, currentRunId }) => (currentRunId ? [[dayOfDate(day), currentRunId]] : [])));
}

/** The runs whose results operators see of the last published days before a day, newest first. */
export async function listCurrentRunsBefore(
  db: Database,
  plantId: string,
  day: string,
  limit: number,
): Promise<{ day: string; runId: string }[]> {
  const rows = await db.plantDay.findMany({
    where: { plantId, day: { lt: dateOfDay(day) }, currentRunId: { not: null } },
    orderBy: { day: 'desc' },
    take: limit,
    select: { day: true, currentRunId: true },
  });
  return rows.flatMap((row) => (row.currentRunId ? [{ day: dayOfDate(row.day), runId: row.currentRunId }] : []));
}
