import type { StageName } from '#server/domain/run.ts';
import { log } from '#server/log.ts';
import { database } from '#server/stores/database.ts';
import { beginStage, endStage, saveStageProgress } from '#server/stores/stages.ts';

const PROGRESS_EVERY_MS = 1000;

/** Keeps a stage's row in step with the work: begun, how far, ended. A failure is recorded by the run's own end. */
export async function trackStage<Result>(
  runId: string,
  name: StageName,
  total: number,
  work: (onProgress: (done: number) => void) => Promise<Result>,
): Promise<Result> {
  const db = database();
  await beginStage(db, runId, name, total);
  let savedAtMs = 0;
  let saving = Promise.resolve();
  const onProgress = (done: number) => {
    if (Date.now() - savedAtMs < PROGRESS_EVERY_MS) return;
    savedAtMs = Date.now();
    saving = saving
      .then(() => saveStageProgress(db, runId, name, done))
      .catch((error: unknown) => log.warn({ err: error, runId }, 'progress was not saved'));
  };
  try {
    const result = await work(onProgress);
    await saving;
    await endStage(db, runId, name, total);
    return result;
  } finally {
    await saving;
  }
}
