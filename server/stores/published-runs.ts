import type { Bucket } from '#domain/object-keys.ts';
import { type Database, dateOfDay, dayOfDate } from '#server/stores/database.ts';

/** A plant day and the run whose result operators see for it. */
export interface PublishedRun {
  day: string;
  runId: string;
  /** Null of runs from before it was kept. */
  modelVersion: string | null;
  /** Housekeeping has taken what the run had in the bucket that was asked for. */
  removed: boolean;
}

/** The published days from `from` to `to`, both included, oldest first. */
export async function listPublishedRuns(
  db: Database,
  plantId: string,
  { from, to }: { from: string; to: string },
  bucket: Bucket,
): Promise<PublishedRun[]> {
  const rows = await db.plantDay.findMany({
    where: { plantId, currentRunId: { not: null }, day: { gte: dateOfDay(from), lte: dateOfDay(to) } },
    orderBy: { day: 'asc' },
    select: {
      day: true,
      currentRun: {
        select: { id: true, modelVersion: true, removals: { where: { bucket }, select: { bucket: true } } },
      },
    },
  });
  return rows.flatMap(({ day, currentRun }) => {
    if (!currentRun) return [];
    const { id, modelVersion, removals } = currentRun;
    return [{ day: dayOfDate(day), runId: id, modelVersion, removed: removals.length > 0 }];
  });
}
