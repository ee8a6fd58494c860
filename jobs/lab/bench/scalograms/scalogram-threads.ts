import { Piscina } from 'piscina';
import { threadCount } from '#jobs/process/thread-pool.ts';
import { type BatchOptions, createScalogramBatch, openBatch, type ScalogramBatch } from '#models/wavelet/batch.ts';
import { HeliographError } from '#server/errors.ts';
import type { BatchTask } from './batch-task.ts';

export interface ScalogramThreads {
  /** Where the caller writes series and reads scalograms, between runs. */
  readonly batch: ScalogramBatch;
  /** Transforms the first `count` arrays of the batch. */
  run(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A batch of `capacity` arrays and threads that transform it, one a core unless `threads` says otherwise. The batch is
 * filled and run as often as wanted; for more arrays than memory holds, run it in turns.
 */
export function openScalogramThreads(options: Omit<BatchOptions, 'threads'> & { threads?: number }): ScalogramThreads {
  const threads = options.threads ?? threadCount();
  const batch = createScalogramBatch({ ...options, threads });
  if (threads === 1) {
    // One thread: the caller's own, which needs no messages.
    const work = openBatch(batch, 0);
    return { batch, run: async (count) => void runOnce(batch, count, () => work(count)), close: async () => {} };
  }
  const pool = new Piscina({
    filename: new URL('./batch-task.ts', import.meta.url).href,
    name: 'run',
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
  });
  return {
    batch,
    run: (count) =>
      runOnce(batch, count, async () => {
        const tasks = Array.from({ length: threads }, (_, thread): BatchTask => ({ batch, thread, count }));
        await Promise.all(tasks.map((task) => pool.run(task)));
      }),
    close: () => pool.destroy(),
  };
}

function runOnce<Result>({ options, next }: ScalogramBatch, count: number, work: () => Result): Result {
  if (!Number.isInteger(count) || count < 0 || count > options.capacity) {
    throw new HeliographError('invalid_input', `count must be an integer from 0 to ${options.capacity}, not ${count}`);
  }
  Atomics.store(next, 0, 0);
  return work();
}
