import { type RunRequest, type RunTrigger, runRequestSchema } from '#server/domain/run.ts';
import type { RunView } from '#server/domain/views.ts';
import { readSettings } from '#server/env.ts';
import { enqueueRun } from '#server/gateways/queue/job-queue.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';
import { database } from '#server/stores/database.ts';
import { getPlantRow } from '#server/stores/plants.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { insertRun } from '#server/stores/runs.ts';

export interface Actor {
  name: string;
  trigger: RunTrigger;
}

/** Queues a run of a plant day for the workers. What operators see of the day changes only when it is published. */
export async function requestRun(input: RunRequest, actor: Actor): Promise<RunView> {
  const { day, note } = parseInput(runRequestSchema, input);
  const plantId = readSettings().HELIOGRAPH_PLANT;
  const run = await database().$transaction(async (db) => {
    await getPlantRow(db, plantId);
    const inserted = await insertRun(db, {
      plantId,
      day,
      note: note || null,
      trigger: actor.trigger,
      requestedBy: actor.name,
    });
    await appendRunEvent(db, inserted.id, { level: 'info', message: `requested by ${actor.name}` });
    await enqueueRun(db, inserted.id);
    return inserted;
  });
  return runViewOf(run);
}
