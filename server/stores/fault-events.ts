import type { FaultEventKind } from '#domain/faults.ts';
import type { Database } from '#server/stores/database.ts';

export interface NewFaultEvent {
  faultId: string;
  kind: FaultEventKind;
  actorName: string;
  detail: string | null;
  note: string | null;
}

export async function appendFaultEvents(db: Database, events: readonly NewFaultEvent[]): Promise<void> {
  await db.faultEvent.createMany({ data: [...events] });
}

/** The history of a fault, oldest first; of a very long one its newest part. */
export async function listFaultEvents(db: Database, faultId: string) {
  const newest = await db.faultEvent.findMany({ where: { faultId }, orderBy: { id: 'desc' }, take: 500 });
  return newest.reverse();
}

/** What became of each fault last, by its id. */
export async function findLastEvents(db: Database, faultIds: readonly string[]) {
  const events = await db.faultEvent.findMany({
    where: { faultId: { in: [...faultIds] } },
    distinct: ['faultId'],
    orderBy: [{ faultId: 'asc' }, { id: 'desc' }],
  });
  return new Map(events.map((event) => [event.faultId, event]));
}
