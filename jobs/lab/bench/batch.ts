import { openScalogramThreads } from '#jobs/lab/bench/scalograms/scalogram-threads.ts';
import { millisecondsOfAsync } from './clock.ts';

const CAPACITY = 512;

/** Takes `arrays` array-days through the batch API, filled anew each time; one line of what it took. */
export async function benchBatch(arrays: number, rows: readonly Float32Array[], signal: AbortSignal): Promise<string> {
  const pool = openScalogramThreads({ capacity: CAPACITY });
  const { series, options } = pool.batch;
  let runMs = 0;
  try {
    const wholeMs = await millisecondsOfAsync(async () => {
      for (let first = 0; first < arrays; first += CAPACITY) {
        signal.throwIfAborted();
        const count = Math.min(CAPACITY, arrays - first);
        for (let row = 0, at = 0; row < count * rows.length; row++) {
          const samples = rows[row % rows.length] ?? new Float32Array();
          series.set(samples, at);
          at += samples.length;
        }
        runMs += await millisecondsOfAsync(() => pool.run(count));
      }
    });
    const peakMiB = process.resourceUsage().maxRSS / 1024;
    return (
      `\nbatch of ${arrays} array-days, ${options.threads} threads: ${(wholeMs / 1000).toFixed(2)} s, ` +
      `${(runMs / 1000).toFixed(2)} s of them transforming, peak memory ${peakMiB.toFixed(0)} MiB`
    );
  } finally {
    await pool.close();
  }
}
