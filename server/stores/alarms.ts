import { type Database, dateOfDay } from '#server/stores/database.ts';

/** Alarms of a day, newest first; of one array or of all. */
export function listAlarms(db: Database, plantId: string, { day, deviceId }: { day: string; deviceId?: string }) {
  const where = { plantId, day: dateOfDay(day), ...(deviceId === undefined ? {} : { deviceId }) };
  return db.alarm.findMany({ where, orderBy: [{ raisedAt: 'desc' }, { id: 'desc' }] });
}

export type AlarmRow = Awaited<ReturnType<typeof listAlarms>>[number];
