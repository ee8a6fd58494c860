import type { PgBoss } from 'pg-boss';

/** Works one job at a time from a queue until stopped. `handle` receives a signal that aborts when the job is taken away. */
export async function workQueue<Payload extends object>(
  boss: PgBoss,
  queue: string,
  handle: (payload: Payload, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await boss.work<Payload>(queue, { batchSize: 1, pollingIntervalSeconds: 1 }, async ([job]) => {
    if (job) await handle(job.data, job.signal);
  });
}
