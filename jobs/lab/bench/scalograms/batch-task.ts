import { openBatch, type ScalogramBatch } from '#models/wavelet/batch.ts';

export interface BatchTask {
  batch: ScalogramBatch;
  /** The scratch this task may use: no two running tasks of a batch have the same. */
  thread: number;
  count: number;
}

let open: { id: string; thread: number; work: (count: number) => number } | undefined;

/** In a worker thread: transforms what it can take of the batch, and says how many arrays that was. */
export function run({ batch, thread, count }: BatchTask): number {
  // A message carries the batch anew each time, over the same memory.
  if (open?.id !== batch.id || open.thread !== thread) open = { id: batch.id, thread, work: openBatch(batch, thread) };
  return open.work(count);
}
