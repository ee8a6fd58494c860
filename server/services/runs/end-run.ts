import { HeliographError } from '#server/errors.ts';
import { database } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { moveRun } from '#server/stores/runs.ts';
import { failStages } from '#server/stores/stages.ts';

/** A run that reached its end: its result is published. */
export async function completeRun(runId: string): Promise<void> {
  await database().$transaction(async (db) => {
    await moveRun(db, runId, 'succeeded', { endedAt: new Date() });
    await appendRunEvent(db, runId, { level: 'info', message: 'succeeded' });
  });
}

/** A run that cannot go on; what operators saw of the day before stays. False when it had ended otherwise before. */
export async function failRun(runId: string, error: string): Promise<boolean> {
  try {
    await database().$transaction(async (db) => {
      await moveRun(db, runId, 'failed', { endedAt: new Date(), error });
      await failStages(db, runId, error);
      await appendRunEvent(db, runId, { level: 'error', message: error });
    });
    return true;
  } catch (failure) {
    if (failure instanceof HeliographError && failure.code === 'conflict') return false;
    throw failure;
  }
}
