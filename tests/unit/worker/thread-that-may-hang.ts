import { threadTask } from '#jobs/process/thread-pool.ts';

/** Comes to no end when it is told so, as a crafted file might do to a reader. */
export const run = threadTask(async ({ hangs }: { hangs: boolean }): Promise<string> => {
  while (hangs);
  return 'done';
});
