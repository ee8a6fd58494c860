import type { SystemContext } from '#server/services/context.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { moveRun, type RunRow } from '#server/stores/runs.ts';

/** A run whose outcome was told: it succeeded, unless it was found before that it could not. */
export async function endRun({ db, now }: SystemContext, { id, error }: RunRow): Promise<void> {
  await moveRun(db, id, error === null ? 'succeeded' : 'failed', { endedAt: now() });
  await appendRunEvent(db, id, { level: 'info', message: error === null ? 'succeeded' : 'ended as failed' });
}
