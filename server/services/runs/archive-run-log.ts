import { runLogKey } from '#domain/object-keys.ts';
import { messageOf } from '#server/errors.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import { dayOfDate } from '#server/stores/database.ts';
import { appendRunEvent, listAllRunEvents } from '#server/stores/run-events.ts';
import { getRunRow } from '#server/stores/runs.ts';

/**
 * Puts the log of a run that has ended into the log bucket, one JSON line each. The log is whole in the database: when
 * the bucket cannot take it the run keeps its outcome and its log says so.
 */
export async function archiveRunLog({ db }: SystemContext, runId: string): Promise<void> {
  try {
    const run = await getRunRow(db, runId);
    const lines = (await listAllRunEvents(db, runId)).map(({ at, level, stage, message }) =>
      JSON.stringify({ time: at.toISOString(), level, run: runId, stage, message }),
    );
    const key = runLogKey(run.plantId, dayOfDate(run.day), runId);
    await openObjectStore('log').put(key, new TextEncoder().encode(`${lines.join('\n')}\n`));
  } catch (error) {
    log.warn({ err: error, runId }, 'run log archive failed');
    const message = `this log was not archived: ${messageOf(error)}`;
    await appendRunEvent(db, runId, { level: 'warning', message }).catch(() => undefined);
  }
}
