import type { StageName } from '#domain/run.ts';
import type { Database } from '#server/stores/database.ts';

export interface NewRunEvent {
  level: 'info' | 'warning' | 'error';
  stage?: StageName;
  message: string;
}

export async function appendRunEvent(db: Database, runId: string, event: NewRunEvent): Promise<void> {
  await db.runEvent.create({ data: { runId, ...event } });
}

/** Lines that one statement gives at most. */
export const EVENTS_PAGE = 1000;

/** The log of a run, oldest first; `after` is the id of the last line of the page before. */
export function listRunEvents(db: Database, runId: string, after = 0n) {
  return db.runEvent.findMany({ where: { runId, id: { gt: after } }, orderBy: { id: 'asc' }, take: EVENTS_PAGE });
}

export type RunEventRow = Awaited<ReturnType<typeof listRunEvents>>[number];

/** Lines of several runs, oldest first, each run's after the line that is known of it. */
export function listEventsAfter(db: Database, known: ReadonlyMap<string, bigint>): Promise<RunEventRow[]> {
  return db.runEvent.findMany({
    where: { OR: [...known].map(([runId, after]) => ({ runId, id: { gt: after } })) },
    orderBy: { id: 'asc' },
    take: EVENTS_PAGE,
  });
}

/** A page of a run's log of some levels, oldest first. */
export function listEventsOfLevels(
  db: Database,
  runId: string,
  { levels, after, limit }: { levels: readonly NewRunEvent['level'][]; after: bigint; limit: number },
) {
  return db.runEvent.findMany({
    where: { runId, id: { gt: after }, level: { in: [...levels] } },
    orderBy: { id: 'asc' },
    take: limit,
  });
}

/** The whole log of a run, oldest first. */
export async function listAllRunEvents(db: Database, runId: string) {
  const events = await listRunEvents(db, runId);
  for (let page = events; page.length === EVENTS_PAGE; ) {
    page = await listRunEvents(db, runId, page.at(-1)?.id);
    events.push(...page);
  }
  return events;
}
