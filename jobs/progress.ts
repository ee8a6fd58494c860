import process from 'node:process';
import cliProgress from 'cli-progress';
import type { RunProgress } from '#jobs/run-day.ts';

export interface ProgressBar {
  /** `note` is what else there is to tell. */
  update: (done: number, total: number, note?: string) => void;
  stop: () => void;
}

/** A bar on a terminal; elsewhere, such as in a log, a line at every tenth of the way. */
export function progressBar(label: string): ProgressBar {
  return process.stderr.isTTY ? terminalBar(label) : plainLines(label);
}

/** Shows a bar while work goes on. */
export async function withBar<Result>(
  label: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<Result>,
): Promise<Result> {
  const bar = progressBar(label);
  try {
    return await work(bar.update);
  } finally {
    bar.stop();
  }
}

function terminalBar(label: string): ProgressBar {
  const bar = new cliProgress.SingleBar({
    format: `${label.padEnd(14)} {bar} {percentage} %  {note}  {duration_formatted}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
  });
  let started = false;
  return {
    update: (done, total, note = `${done}/${total}`) => {
      if (!started) bar.start(total, done, { note });
      else {
        bar.setTotal(total);
        bar.update(done, { note });
      }
      started = true;
    },
    stop: () => {
      if (started) bar.stop();
      started = false;
    },
  };
}

function plainLines(label: string): ProgressBar {
  let lastTenth = -1;
  return {
    update: (done, total, note = `${done}/${total}`) => {
      const tenth = total > 0 ? Math.floor((done / total) * 10) : 0;
      if (tenth <= lastTenth) return;
      lastTenth = tenth;
      process.stderr.write(`${label} ${note}\n`);
    },
    stop: () => undefined,
  };
}

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
