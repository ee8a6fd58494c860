import { LOST_AFTER_SECONDS } from '#server/domain/run.ts';
import { log } from '#server/log.ts';
import { database } from '#server/stores/database.ts';
import { touchRun } from '#server/stores/runs.ts';

/** Moves a run's heartbeat until stopped. `signal` aborts when the run is no longer ours: somebody ended it. */
export function keepRunAlive(runId: string): { signal: AbortSignal; stop: () => void } {
  const lost = new AbortController();
  const beat = async () => {
    try {
      if (!(await touchRun(database(), runId))) lost.abort();
    } catch (error) {
      log.warn({ err: error, runId }, 'the heartbeat was not written');
    }
  };
  const timer = setInterval(beat, (LOST_AFTER_SECONDS * 1000) / 6);
  return { signal: lost.signal, stop: () => clearInterval(timer) };
}
