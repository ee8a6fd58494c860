import type { StageName } from '#server/domain/run.ts';
import type { Database } from '#server/stores/database.ts';

export interface NewRunEvent {
  level: 'info' | 'warning' | 'error';
  stage?: StageName;
  message: string;
}

export async function appendRunEvent(db: Database, runId: string, event: NewRunEvent): Promise<void> {
  await db.runEvent.create({ data: { runId, ...event } });
}

const PAGE = 1000;

/** The log of a run, oldest first; `after` is the id of the last line of the page before. */
export function listRunEvents(db: Database, runId: string, after = 0n, take = PAGE) {
  return db.runEvent.findMany({ where: { runId, id: { gt: after } }, orderBy: { id: 'asc' }, take });
}

/** The whole log of a run, oldest first. */
export async function listAllRunEvents(db: Database, runId: string) {
  const events = await listRunEvents(db, runId);
  for (let page = events; page.length === PAGE; ) {
    page = await listRunEvents(db, runId, page.at(-1)?.id);
    events.push(...page);
  }
  return events;
}
