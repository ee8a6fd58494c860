import { isLive } from '#domain/run.ts';
import { RUN_STATES } from '#domain/state-machine.ts';
import { type Database, dateOfDay, dayOfDate } from '#server/stores/database.ts';

/** Binds runs of missed days together, so that one message tells of them. */
export async function insertCatchUp(
  db: Database,
  input: { plantId: string; runIds: readonly string[]; leftOut: readonly string[] },
): Promise<void> {
  const { plantId, runIds, leftOut } = input;
  const { id } = await db.catchUp.create({ data: { plantId, leftOut: leftOut.map(dateOfDay) } });
  await db.run.updateMany({ where: { id: { in: [...runIds] } }, data: { catchUpId: id } });
}

export interface EndedCatchUp {
  id: string;
  plantId: string;
  /** Oldest first. */
  days: { day: string; succeeded: boolean }[];
  leftOut: string[];
}

/** Catch-ups whose runs have all ended and that nobody was told of, each to one caller within `leaseSeconds`. */
export async function claimEndedCatchUps(db: Database, leaseSeconds: number): Promise<EndedCatchUp[]> {
  const open = await db.catchUp.findMany({
    where: { toldAt: null, runs: { none: { state: { in: RUN_STATES.filter(isLive) } } } },
    include: { runs: { select: { day: true, state: true }, orderBy: { day: 'asc' } } },
  });
  const claimed: EndedCatchUp[] = [];
  for (const { id, plantId, runs, leftOut } of open) {
    const count = await db.$executeRaw`
      update "catch_up" set "claimedAt" = now() where "id" = ${id}::uuid and "toldAt" is null
        and ("claimedAt" is null or "claimedAt" < now() - ${leaseSeconds} * interval '1 second')`;
    if (count === 0) continue;
    const days = runs.map(({ day, state }) => ({ day: dayOfDate(day), succeeded: state === 'succeeded' }));
    claimed.push({ id, plantId, days, leftOut: leftOut.map(dayOfDate) });
  }
  return claimed;
}

export async function markCatchUpNotified(db: Database, id: string): Promise<void> {
  await db.catchUp.update({ where: { id }, data: { toldAt: new Date() } });
}
