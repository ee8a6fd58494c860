import { type Database, dateOfDay, dayOfDate } from '#server/stores/database.ts';

/** An array's verdicts in what is published of the days from `first` to `last`; days without one are left out. */
export async function listPublishedVerdicts(
  db: Database,
  key: { plantId: string; deviceId: string },
  first: string,
  last: string,
) {
  const rows = await db.plantDay.findMany({
    where: { plantId: key.plantId, day: { gte: dateOfDay(first), lte: dateOfDay(last) }, currentRunId: { not: null } },
    select: {
      day: true,
      currentRun: { select: { modelVersion: true, verdicts: { where: { deviceId: key.deviceId } } } },
    },
  });
  return rows.flatMap(({ day, currentRun }) => {
    const verdict = currentRun?.verdicts[0];
    return verdict ? [{ day: dayOfDate(day), modelVersion: currentRun.modelVersion, verdict }] : [];
  });
}
