import { log } from '#server/log.ts';
import { noteRun } from '#server/services/runs/note-run.ts';

/** Tells the outcome of a run. The channels here are the run's own log, which the console shows, and the process log. */
export async function runNotify(outcome: { runId: string; day: string; error: string | null }): Promise<void> {
  const { runId, day, error } = outcome;
  if (error === null) {
    log.info({ runId, day }, 'the plant day is published');
    await noteRun(runId, { level: 'info', stage: 'notify', message: `the result of ${day} is shown to operators` });
  } else {
    log.error({ runId, day, error }, 'the run failed');
  }
}
