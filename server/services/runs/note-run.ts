import type { SystemContext } from '#server/services/context.ts';
import { appendRunEvent, type NewRunEvent } from '#server/stores/run-events.ts';

/** Adds a line to a run's log. */
export function noteRun({ db }: SystemContext, runId: string, event: NewRunEvent): Promise<void> {
  return appendRunEvent(db, runId, event);
}
