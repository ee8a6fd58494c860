import { type Finding, type FindingState, findingKey, findingSchema } from '#domain/commissioning.ts';
import { type Database, dateOfDay, dayOfDate } from '#server/stores/database.ts';

/** A finding with what became of it. */
export interface FindingRow {
  id: string;
  state: FindingState;
  finding: Finding;
  firstSeenAt: Date;
  lastSeenAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
}

type StoredFinding = Omit<FindingRow, 'state' | 'finding'> & { state: string; finding: unknown };

function findingRowOf({ state, finding, ...row }: StoredFinding): FindingRow {
  return { ...row, state: state as FindingState, finding: findingSchema.parse(finding) };
}

/** Until the transaction ends nobody else checks the plant, nor decides on a finding of it. */
export async function lockCommissioning(db: Database, plantId: string): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtext(${`heliograph.commissioning ${plantId}`}))`;
}

/** Findings in the order in which they first came up, after one of them. */
export async function listFindingRows(
  db: Database,
  plantId: string,
  query: { states: readonly FindingState[]; take: number; after?: string | undefined },
): Promise<FindingRow[]> {
  const { states, take, after } = query;
  const rows = await db.commissioningFinding.findMany({
    where: { plantId, state: { in: [...states] }, ...(after === undefined ? {} : { id: { gt: after } }) },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map(findingRowOf);
}

export async function findFindingRow(db: Database, plantId: string, id: string): Promise<FindingRow | null> {
  const row = await db.commissioningFinding.findFirst({ where: { plantId, id } });
  return row && findingRowOf(row);
}

/** Findings of a plant by state; states that none is in are absent. */
export async function countFindings(db: Database, plantId: string): Promise<Map<string, number>> {
  const rows = await db.commissioningFinding.groupBy({ by: ['state'], where: { plantId }, _count: true });
  return new Map(rows.map(({ state, _count }) => [state, _count]));
}

/**
 * Keeps what a check found: what was ignored stays ignored, what was applied or gone and is found again is open again, and what is
 * open and not found any more is gone. @returns how many are gone by it
 */
export async function saveFindings(
  db: Database,
  plantId: string,
  findings: readonly Finding[],
  at: Date,
): Promise<number> {
  const keys = findings.map(findingKey);
  for (const [index, finding] of findings.entries()) {
    const key = keys[index] as string;
    const seen = { kind: finding.kind, finding, lastSeenAt: at };
    const known = await db.commissioningFinding.findUnique({ where: { plantId_key: { plantId, key } } });
    if (!known) await db.commissioningFinding.create({ data: { plantId, key, firstSeenAt: at, ...seen } });
    else {
      const reopened = known.state === 'ignored' ? {} : { state: 'open', decidedAt: null, decidedBy: null };
      await db.commissioningFinding.update({ where: { id: known.id }, data: { ...seen, ...reopened } });
    }
  }
  const { count } = await db.commissioningFinding.updateMany({
    where: { plantId, state: 'open', key: { notIn: keys } },
    data: { state: 'gone' },
  });
  return count;
}

/** Says what was decided of a finding. */
export async function decideFinding(
  db: Database,
  id: string,
  decision: { state: 'applied' | 'ignored'; by: string; at: Date },
): Promise<void> {
  const { state, by, at } = decision;
  await db.commissioningFinding.update({ where: { id }, data: { state, decidedBy: by, decidedAt: at } });
}

export async function saveCheck(
  db: Database,
  plantId: string,
  { at, days, arrays }: { at: Date; days: readonly string[]; arrays: number },
): Promise<void> {
  const data = { at, days: days.map(dateOfDay), arrays };
  await db.commissioningCheck.upsert({ where: { plantId }, create: { plantId, ...data }, update: data });
}

export async function findCheck(db: Database, plantId: string) {
  const row = await db.commissioningCheck.findUnique({ where: { plantId } });
  return row && { at: row.at, days: row.days.map(dayOfDate), arrays: row.arrays };
}

/**
 * A plant whose registration is to be checked again, or for the first time, for one caller until the lease is over; null when there is
 * none. Simulated plants are what they say they are.
 * @param rule published days that a first check needs, and days between two of them
 */
export async function claimDueCheck(
  db: Database,
  { firstAfterDays, everyDays, leaseSeconds }: { firstAfterDays: number; everyDays: number; leaseSeconds: number },
): Promise<string | null> {
  const claimed = await db.$queryRaw<{ id: string }[]>`
    update "plant" set "checkClaimedAt" = now()
    where "id" = (
      select plant."id" from "plant" plant
      left join "commissioning_check" checked on checked."plantId" = plant."id"
      where not plant."simulated"
        and (plant."checkClaimedAt" is null or plant."checkClaimedAt" < now() - ${leaseSeconds} * interval '1 second')
        and (checked."at" is null or checked."at" < now() - ${everyDays} * interval '1 day')
        and (
          select count(*) from "plant_day" published
          where published."plantId" = plant."id" and published."publishedAt" > coalesce(checked."at", '-infinity')
        ) >= ${firstAfterDays}
      order by plant."checkClaimedAt" nulls first, plant."id"
      limit 1
      for update of plant skip locked
    )
    returning "id"`;
  return claimed[0]?.id ?? null;
}
