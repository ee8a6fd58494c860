import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { readSettings } from '#server/env.ts';

/** Threads of the pipeline: the setting, else one a core. */
export function threadCount(): number {
  return readSettings().HELIOGRAPH_THREADS || availableParallelism();
}

/** Threads that each run one task module; `task` is the address of a file whose export `run` takes the payload. */
export function openThreadPool(task: URL, tasks: number): Piscina {
  const threads = Math.max(1, Math.min(threadCount(), tasks));
  return new Piscina({ filename: task.href, name: 'run', minThreads: threads, maxThreads: threads });
}

/**
 * Runs one task a payload on the pool's threads and closes it. Tasks count what they have done into a shared counter;
 * `onProgress` hears of it. The first failure stops the rest.
 */
export async function runOnThreads<Payload, Result>(options: {
  task: URL;
  payloads: readonly Payload[];
  onProgress: (done: number) => void;
  signal?: AbortSignal;
}): Promise<Result[]> {
  const pool = openThreadPool(options.task, options.payloads.length);
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const timer = setInterval(() => options.onProgress(Atomics.load(counter, 0)), 200);
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  try {
    const results = await Promise.all(
      options.payloads.map(async (payload) => {
        try {
          return (await pool.run({ payload, counter }, { signal })) as Result;
        } catch (error) {
          failed.abort();
          throw error;
        }
      }),
    );
    options.onProgress(Atomics.load(counter, 0));
    return results;
  } finally {
    clearInterval(timer);
    await pool.destroy();
  }
}

/** What a task module's `run` receives. */
export interface ThreadTask<Payload> {
  payload: Payload;
  counter: Int32Array;
}

/** Counts finished items of a task, for the progress bar. */
export function countDone(counter: Int32Array, items = 1): void {
  Atomics.add(counter, 0, items);
}
