import { HeliographError } from '#server/errors.ts';
import { type Database, dayOfDate } from '#server/stores/database.ts';
import { findAnyLiveRun } from '#server/stores/runs.ts';

/** Throws `conflict` with the run's id while a run of the plant is live: all of a day is judged by one registry. */
export async function refuseWhileRunning(db: Database, plantId: string): Promise<void> {
  const run = await findAnyLiveRun(db, plantId);
  if (!run) return;
  throw new HeliographError(
    'conflict',
    `run ${run.id} of ${dayOfDate(run.day)} is ${run.state} and judges its day by the arrays as they are: wait for its end, or cancel it`,
  );
}
