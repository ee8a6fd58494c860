import { isLive } from '#domain/run.ts';
import type { RunState } from '#domain/state-machine.ts';
import { type Database, dateOfDay, dayOfDate } from '#server/stores/database.ts';

/** A run of a plant as housekeeping looks at it. */
export interface RetainedRunRow {
  id: string;
  day: string;
  state: RunState;
  /** When it ended; of one that ended without saying so, when it was requested. Null while it is live. */
  endedAt: Date | null;
  current: boolean;
}

/** Every run of a plant, oldest first. */
export async function listRetainedRuns(db: Database, plantId: string): Promise<RetainedRunRow[]> {
  const rows = await db.run.findMany({
    where: { plantId },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      day: true,
      state: true,
      endedAt: true,
      requestedAt: true,
      currentOf: { select: { day: true } },
    },
  });
  return rows.map(({ id, day, state, endedAt, requestedAt, currentOf }) => ({
    id,
    day: dayOfDate(day),
    state,
    endedAt: isLive(state) ? null : (endedAt ?? requestedAt),
    current: currentOf !== null,
  }));
}

export function countRuns(db: Database, plantId: string, day: string): Promise<number> {
  return db.run.count({ where: { plantId, day: dateOfDay(day) } });
}
