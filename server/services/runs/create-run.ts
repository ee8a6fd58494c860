import { type RunRequest, type RunTrigger, runRequestSchema } from '#server/domain/run.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { type Database, database } from '#server/stores/database.ts';
import { getPlantRow } from '#server/stores/plants.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { insertRun, type RunRow } from '#server/stores/runs.ts';

/** Who asks for a run, and through which door. */
export interface Actor {
  name: string;
  trigger: RunTrigger;
}

/**
 * A queued run of a plant day. `alongside` is done in the same transaction: the run and what it does become visible
 * together, or neither does.
 */
export async function createRun(
  plantId: string,
  input: RunRequest,
  actor: Actor,
  alongside: (db: Database, runId: string) => Promise<void> = async () => undefined,
): Promise<RunRow> {
  const { day, note } = parseInput(runRequestSchema, input);
  return database().$transaction(async (db) => {
    await getPlantRow(db, plantId);
    const run = await insertRun(db, {
      plantId,
      day,
      note: note || null,
      trigger: actor.trigger,
      requestedBy: actor.name,
    });
    await appendRunEvent(db, run.id, { level: 'info', message: `requested by ${actor.name}` });
    await alongside(db, run.id);
    return run;
  });
}
