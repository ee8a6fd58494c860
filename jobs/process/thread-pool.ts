import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { readSettings } from '#server/env.ts';
import { type ErrorCode, HeliographError } from '#server/errors.ts';

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
  const counter = new Int32Array(new SharedArrayBuffer(8));
  const timer = setInterval(() => options.onProgress(Atomics.load(counter, 0)), 200);
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  try {
    const results = await Promise.all(
      options.payloads.map(async (payload) => {
        try {
          const answer = (await pool.run({ payload, counter }, { signal })) as ThreadAnswer<Result>;
          if (answer.failure) throw new HeliographError(answer.failure.code, answer.failure.message);
          return answer.result;
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

let shared: Piscina | undefined;

/**
 * Runs one task on the threads that all shards of this process share; they stay, with what they have loaded. An abort
 * ends the task's thread at once, and so does the deadline of shards, which throws `internal` with the task's `name`.
 */
export async function runOnSharedThread<Payload, Result>(
  task: URL,
  payload: Payload,
  options: { name: string; signal: AbortSignal; onProgress: (done: number, total: number) => void },
): Promise<Result> {
  const { name, onProgress } = options;
  const minutes = readSettings().HELIOGRAPH_SHARD_DEADLINE_MINUTES;
  const late = AbortSignal.timeout(minutes * 60_000);
  const signal = AbortSignal.any([options.signal, late]);
  shared ??= openThreadPool(task, threadCount());
  const counter = new Int32Array(new SharedArrayBuffer(8));
  const timer = setInterval(() => onProgress(Atomics.load(counter, 0), Atomics.load(counter, 1)), 200);
  try {
    const answer = (await shared.run({ payload, counter }, { signal, filename: task.href })) as ThreadAnswer<Result>;
    if (answer.failure) throw new HeliographError(answer.failure.code, answer.failure.message);
    return answer.result;
  } catch (error) {
    if (!late.aborted || options.signal.aborted) throw error;
    const message = `${name} took longer than ${minutes} min (HELIOGRAPH_SHARD_DEADLINE_MINUTES): its thread was ended`;
    throw new HeliographError('internal', message, { cause: error });
  } finally {
    clearInterval(timer);
  }
}

/** Ends the shared threads; the next task opens new ones. */
export async function closeSharedThreads(): Promise<void> {
  const pool = shared;
  shared = undefined;
  await pool?.destroy();
}

interface ThreadInput<Payload> {
  payload: Payload;
  counter: Int32Array;
}

type ThreadAnswer<Result> = { failure: { code: ErrorCode; message: string } } | { failure: null; result: Result };

/**
 * Makes a task module's `run`. An expected failure travels back as data, since an error that is copied between threads
 * loses its code.
 */
export function threadTask<Payload, Result>(work: (payload: Payload, counter: Int32Array) => Promise<Result>) {
  return async ({ payload, counter }: ThreadInput<Payload>): Promise<ThreadAnswer<Result>> => {
    try {
      return { failure: null, result: await work(payload, counter) };
    } catch (error) {
      if (!(error instanceof HeliographError)) throw error;
      return { failure: { code: error.code, message: error.message } };
    }
  };
}

/** Counts finished items of a task, for the progress bar. */
export function countDone(counter: Int32Array, items = 1): void {
  Atomics.add(counter, 0, items);
}

/** Tells how many items a task has, as soon as it knows. */
export function countTotal(counter: Int32Array, items: number): void {
  Atomics.store(counter, 1, items);
}
