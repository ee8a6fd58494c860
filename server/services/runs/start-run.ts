import { database, dayOfDate } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { getRunRow, moveRun } from '#server/stores/runs.ts';

/** Takes a queued run for this process; `conflict` when another one has it. */
export async function startRun(runId: string, modelVersion: string): Promise<{ plantId: string; day: string }> {
  return database().$transaction(async (db) => {
    const now = new Date();
    await moveRun(db, runId, 'running', { startedAt: now, heartbeatAt: now, modelVersion });
    await appendRunEvent(db, runId, { level: 'info', message: `started with model ${modelVersion}` });
    const run = await getRunRow(db, runId);
    return { plantId: run.plantId, day: dayOfDate(run.day) };
  });
}
