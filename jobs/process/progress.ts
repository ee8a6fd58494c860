import process from 'node:process';
import cliProgress from 'cli-progress';

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
