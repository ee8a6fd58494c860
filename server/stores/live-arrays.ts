import type { Database } from '#server/stores/database.ts';

export function findLiveArray(db: Database, plantId: string, deviceId: string) {
  return db.liveArray.findUnique({ where: { plantId_deviceId: { plantId, deviceId } } });
}

export type LiveArrayRow = NonNullable<Awaited<ReturnType<typeof findLiveArray>>>;
