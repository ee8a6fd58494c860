import type { Database } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { moveRun, type RunRow } from '#server/stores/runs.ts';

/** A run whose outcome was told: it succeeded, unless it was found before that it could not. */
export async function endRun(db: Database, { id, error }: RunRow): Promise<void> {
  await moveRun(db, id, error === null ? 'succeeded' : 'failed', { endedAt: new Date() });
  await appendRunEvent(db, id, { level: 'info', message: error === null ? 'succeeded' : 'ended as failed' });
}
