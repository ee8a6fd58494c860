import type { FaultFilter, FaultSort } from '#domain/faults.ts';
import { HeliographError } from '#server/errors.ts';
import { type Database, dateOfDay } from '#server/stores/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

/** The state that faults show and are filtered by: a snooze until a date is ended by the calendar. */
export const shownState = (today: string) =>
  Prisma.sql`(case when c.state = 'snoozed' and c."snoozedUntil" <= ${today}::date then 'open' else c.state::text end)`;

/**
 * `isWithinUncertainty` (server/domain/energy.ts) as a step beyond any loss, kWh: such a fault comes after the others of the list,
 * whichever way it goes, and its page's cursor stays one figure. A test holds the two equal.
 */
const doubt = (order: 'asc' | 'desc') =>
  Prisma.sql`case when c."lossKwh" < c."lossUncertaintyKwh" then ${order === 'desc' ? -1e9 : 1e9}::float8 else 0 end`;

const lossPerDay = Prisma.sql`(c."lossKwh" / nullif(c."lossDays", 0))`;

const columns = (today: string) => Prisma.sql`
  c.id, c."deviceId", a.row, a.column, c.condition::text as condition, ${shownState(today)} as state, c."noLongerSeen",
  c.confidence, c."firstDay"::text as "firstDay", c."sinceDay"::text as "sinceDay", c."lastDay"::text as "lastDay",
  c."daysSeen", c."lossKwh", ${lossPerDay} as "lossPerDayKwh", c."lossUncertaintyKwh", c."lastLossKwh", c."snoozedUntil"::text as "snoozedUntil",
  c.cause, c.assignee, c.note, c.version`;

export interface FaultRow {
  id: string;
  deviceId: string;
  row: number;
  column: number;
  condition: string;
  state: string;
  noLongerSeen: boolean;
  confidence: number | null;
  firstDay: string | null;
  sinceDay: string | null;
  lastDay: string | null;
  daysSeen: number;
  lossKwh: number | null;
  lossPerDayKwh: number | null;
  lossUncertaintyKwh: number | null;
  lastLossKwh: number | null;
  snoozedUntil: string | null;
  cause: string | null;
  assignee: string | null;
  note: string | null;
  version: number;
}

/** What sorts, without nulls: what is unknown comes last, whichever way it goes. */
const SORT_KEYS: Record<FaultSort, { column: Prisma.Sql; type: 'float8' | 'date' | 'text'; isLoss?: true }> = {
  loss: { column: Prisma.sql`c."lossKwh"`, type: 'float8', isLoss: true },
  lossPerDay: { column: lossPerDay, type: 'float8', isLoss: true },
  confidence: { column: Prisma.sql`c.confidence`, type: 'float8' },
  daysSeen: { column: Prisma.sql`c."daysSeen"::float8`, type: 'float8' },
  since: { column: Prisma.sql`c."sinceDay"`, type: 'date' },
  lastSeen: { column: Prisma.sql`c."lastDay"`, type: 'date' },
  array: { column: Prisma.sql`c."deviceId"::text collate "C"`, type: 'text' },
};

export interface FaultPage {
  plantId: string;
  today: string;
  filter: FaultFilter;
  sort: FaultSort;
  order: 'asc' | 'desc';
  limit: number;
  /** Sort key and id of the last row of the page before. */
  after?: { key: string; id: string };
}

/** A page of faults, and the key that its last row has in the order. */
export async function listFaultRows(db: Database, page: FaultPage): Promise<(FaultRow & { key: string })[]> {
  const { sort, order, today, limit, after } = page;
  const { column: plain, type, isLoss } = SORT_KEYS[sort];
  const column = isLoss ? Prisma.sql`(${plain} + ${doubt(order)})` : plain;
  const cast = Prisma.raw(`::${type}`);
  const last = order === 'desc' ? '-infinity' : 'infinity';
  const key = type === 'text' ? column : Prisma.sql`coalesce(${column}, ${last}${cast})`;
  const direction = Prisma.raw(order);
  const compare = Prisma.raw(order === 'desc' ? '<' : '>');
  const beyond = after
    ? Prisma.sql`and (${key}, c.id) ${compare} (${after.key}${cast}, ${after.id}::uuid)`
    : Prisma.empty;
  // The page first: what is shown of a fault is then worked out for its rows alone, not for all that are sorted.
  return db.$queryRaw`
    with page as materialized (
      select c.*, ${key} as key from fault_case c where ${whereOf(page)} ${beyond}
      order by ${key} ${direction}, c.id ${direction} limit ${limit}
    )
    select ${columns(today)}, c.key::text as key from page c join "array" a on a."plantId" = c."plantId" and a."deviceId" = c."deviceId"
    order by c.key ${direction}, c.id ${direction}`;
}

export async function countFaultRows(db: Database, page: Omit<FaultPage, 'sort' | 'order' | 'limit'>): Promise<number> {
  const rows = await db.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from fault_case c where ${whereOf(page)}`;
  return rows[0]?.total ?? 0;
}

export function findFaultRows(
  db: Database,
  plantId: string,
  today: string,
  ids: readonly string[],
): Promise<FaultRow[]> {
  return db.$queryRaw`
    select ${columns(today)} from fault_case c join "array" a on a."plantId" = c."plantId" and a."deviceId" = c."deviceId"
    where c."plantId" = ${plantId} and c.id = any(${[...ids]}::uuid[])`;
}

/** Throws `not_found` for a fault that there is not. */
export async function getFaultRow(db: Database, plantId: string, today: string, id: string): Promise<FaultRow> {
  const [row] = await findFaultRows(db, plantId, today, [id]);
  if (!row) throw new HeliographError('not_found', `there is no fault ${id}`);
  return row;
}

export async function countFaultStates(db: Database, plantId: string, today: string): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ state: string; total: number }[]>`
    select ${shownState(today)} as state, count(*)::int as total from fault_case c
    where c."plantId" = ${plantId} group by 1`;
  return new Map(rows.map(({ state, total }) => [state, total]));
}

function whereOf({ plantId, today, filter }: Pick<FaultPage, 'plantId' | 'today' | 'filter'>): Prisma.Sql {
  const { state, condition, assignee, since, text } = filter;
  const parts = [Prisma.sql`c."plantId" = ${plantId}`];
  if (state) parts.push(Prisma.sql`${shownState(today)} = any(${state})`);
  if (condition) parts.push(Prisma.sql`c.condition::text = any(${condition})`);
  if (assignee === 'none') parts.push(Prisma.sql`c.assignee is null`);
  else if (assignee !== undefined) parts.push(Prisma.sql`c.assignee = ${assignee}`);
  if (since !== undefined) parts.push(Prisma.sql`c."sinceDay" >= ${dateOfDay(since)}::date`);
  if (text) {
    const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
    parts.push(Prisma.sql`(c."deviceId" ilike ${pattern} or c.note ilike ${pattern} or c.assignee ilike ${pattern})`);
  }
  return Prisma.join(parts, ' and ');
}
