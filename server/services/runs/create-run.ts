import { type RunRequest, runRequestSchema } from '#server/domain/run.ts';
import { parseInput } from '#server/services/parse-input.ts';
import type { Actor } from '#server/services/runs/request-run.ts';
import { database } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { insertRun } from '#server/stores/runs.ts';

/** A run that the calling process executes itself, past the queue: the command line. */
export async function createRun(plantId: string, input: RunRequest, actor: Actor): Promise<string> {
  const { day, note } = parseInput(runRequestSchema, input);
  return database().$transaction(async (db) => {
    const run = await insertRun(db, {
      plantId,
      day,
      note: note || null,
      trigger: actor.trigger,
      requestedBy: actor.name,
    });
    await appendRunEvent(db, run.id, { level: 'info', message: `requested by ${actor.name}` });
    return run.id;
  });
}
