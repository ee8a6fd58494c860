import { type ProgressBar, progressBar } from '#jobs/process/progress.ts';
import type { RunProgress } from './run-day.ts';

/** A bar for each stage of a run, one after the other, with the rate in arrays a second and the time left. */
export function stageBars(): { onProgress: RunProgress; stop: () => void } {
  let current: { stage: string; bar: ProgressBar; seenMs: number; seenDone: number } | undefined;
  const stop = () => {
    current?.bar.stop();
    current = undefined;
  };
  return {
    onProgress: ({ stage, done, total }) => {
      if (current?.stage !== stage) {
        stop();
        // A stage may be under way when it is first seen: what was done before is no part of the rate.
        current = { stage, bar: progressBar(stage), seenMs: performance.now(), seenDone: done };
      }
      const seconds = (performance.now() - current.seenMs) / 1000;
      current.bar.update(done, total, paceNote(done, total, done - current.seenDone, seconds));
    },
    stop,
  };
}

/** "120/400, 35/s, 8 s left", at the pace of the `recent` ones that took `seconds`; without a rate when there are none. */
export function paceNote(done: number, total: number, recent: number, seconds: number): string {
  const count = `${done}/${total}`;
  if (recent <= 0 || seconds <= 0) return count;
  const rate = recent / seconds;
  const pace = `${count}, ${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`;
  return done < total ? `${pace}, ${Math.ceil((total - done) / rate)} s left` : pace;
}
