import { type Database, dateOfDay } from '#server/stores/database.ts';

/** What a list of windows has of one: all but its columns. */
const ENTRY = { endAt: true, day: true, windowMinutes: true, publishedAt: true, arrays: true, faults: true } as const;

/** The newest window whose verdicts are out; null before the first. */
export function findNewestWindow(db: Database, plantId: string) {
  return db.liveWindow.findFirst({ where: { plantId }, orderBy: { endAt: 'desc' } });
}

export function findWindow(db: Database, plantId: string, endAt: Date) {
  return db.liveWindow.findUnique({ where: { plantId_endAt: { plantId, endAt } } });
}

export type LiveWindowRow = NonNullable<Awaited<ReturnType<typeof findWindow>>>;

/** The windows of a day, oldest first. */
export function listWindowEntries(db: Database, plantId: string, day: string) {
  return db.liveWindow.findMany({ where: { plantId, day: dateOfDay(day) }, orderBy: { endAt: 'asc' }, select: ENTRY });
}

/** The windows of a day with the two columns that an array's own outcomes are in, oldest first. */
export function listWindowOutcomes(db: Database, plantId: string, day: string) {
  const select = { endAt: true, layout: true, codes: true, confidence: true } as const;
  return db.liveWindow.findMany({ where: { plantId, day: dateOfDay(day) }, orderBy: { endAt: 'asc' }, select });
}
