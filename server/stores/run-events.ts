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

/** The log of a run, oldest first. */
export function listRunEvents(db: Database, runId: string) {
  return db.runEvent.findMany({ where: { runId }, orderBy: { id: 'asc' }, take: 1000 });
}
