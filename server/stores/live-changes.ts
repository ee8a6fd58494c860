import type { Database } from '#server/stores/database.ts';

/** Changes that one statement gives at most. */
export const CHANGES_PAGE = 1000;

/** Changes of a plant after one of them, oldest first. */
export function listChanges(db: Database, plantId: string, { after, take }: { after: bigint; take: number }) {
  return db.liveChange.findMany({ where: { plantId, id: { gt: after } }, orderBy: { id: 'asc' }, take });
}

export type LiveChangeRow = Awaited<ReturnType<typeof listChanges>>[number];

/** Id of a plant's newest change; 0 before the first. */
export async function newestChangeId(db: Database, plantId: string): Promise<bigint> {
  const row = await db.liveChange.findFirst({ where: { plantId }, orderBy: { id: 'desc' }, select: { id: true } });
  return row?.id ?? 0n;
}
