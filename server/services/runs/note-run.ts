import { database } from '#server/stores/database.ts';
import { appendRunEvent, type NewRunEvent } from '#server/stores/run-events.ts';

/** Adds a line to a run's log. */
export function noteRun(runId: string, event: NewRunEvent): Promise<void> {
  return appendRunEvent(database(), runId, event);
}
