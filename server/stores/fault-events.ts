import type { FaultEventKind } from '#domain/faults.ts';
import type { Database } from '#server/stores/database.ts';

export interface NewFaultEvent {
  caseId: string;
  kind: FaultEventKind;
  actorName: string;
  detail: string | null;
  note: string | null;
}

export async function appendFaultEvents(db: Database, events: readonly NewFaultEvent[]): Promise<void> {
  await db.faultEvent.createMany({ data: [...events] });
}

/** The history of a case, oldest first; of a very long one its newest part. */
export async function listFaultEvents(db: Database, caseId: string) {
  const newest = await db.faultEvent.findMany({ where: { caseId }, orderBy: { id: 'desc' }, take: 500 });
  return newest.reverse();
}

/** What became of each case last, by its id. */
export async function findLastEvents(db: Database, caseIds: readonly string[]) {
  const events = await db.faultEvent.findMany({
    where: { caseId: { in: [...caseIds] } },
    distinct: ['caseId'],
    orderBy: [{ caseId: 'asc' }, { id: 'desc' }],
  });
  return new Map(events.map((event) => [event.caseId, event]));
}
