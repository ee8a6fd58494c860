import { decodePulse, encodePulse, type PulseColumns } from '#domain/live-pulse.ts';
import type { Database } from '#server/stores/database.ts';

/** The newest readings of a plant's arrays, a partition each. */
export async function listPulses(db: Database, plantId: string): Promise<PulseColumns[]> {
  return (await db.livePulse.findMany({ where: { plantId } })).map(decodePulse);
}

/** When something was last heard of each of these plants; those of which nothing was are missing. */
export async function lastPulses(db: Database, plantIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.livePulse.groupBy({
    by: ['plantId'],
    where: { plantId: { in: [...plantIds] } },
    _max: { at: true },
  });
  return new Map(rows.flatMap(({ plantId, _max: { at } }) => (at ? [[plantId, at.getTime()] as const] : [])));
}

/** Puts the newest readings of a partition in the place of those before. */
export async function savePulse(
  db: Database,
  place: { plantId: string; topic: string; partition: number },
  columns: PulseColumns,
): Promise<void> {
  const data = { at: new Date(), deviceIds: columns.deviceIds, ...encodePulse(columns) };
  const key = { plantId_topic_partition: place };
  await db.livePulse.upsert({ where: key, create: { ...place, ...data }, update: data });
}
