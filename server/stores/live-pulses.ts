import { decodePulse, type PulseColumns } from '#domain/live-pulse.ts';
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
