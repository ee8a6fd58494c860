import type { PgBoss } from 'pg-boss';
import { within } from './within.ts';

const POLL_MS = 400;
const ANSWER_WITHIN_MS = 15_000;

/**
 * Works jobs of a queue, `concurrency` at once, until stopped; a stop waits for those under way. A job is done with once
 * it is taken: whoever needs its work to happen sends another. As soon as one ends the next is fetched; pg-boss' own
 * `work` waits a whole polling interval between two jobs.
 */
export function workQueue<Payload extends object>(
  boss: PgBoss,
  queue: string,
  options: {
    concurrency: number;
    handle: (payload: Payload) => Promise<void>;
    onError: (error: unknown) => void;
  },
): { stop: () => Promise<void> } {
  const { concurrency, handle, onError } = options;
  const running = new Set<Promise<void>>();
  let stopped = false;
  let woken = false;
  let wake = () => {};

  const take = async (): Promise<number> => {
    const batchSize = concurrency - running.size;
    if (batchSize <= 0) return 0;
    const jobs = await within(ANSWER_WITHIN_MS, boss.fetch<Payload>(queue, { batchSize }));
    if (jobs.length === 0) return 0;
    const ids = jobs.map(({ id }) => id);
    await within(ANSWER_WITHIN_MS, boss.complete(queue, ids));
    for (const { data } of jobs) {
      const work: Promise<void> = handle(data)
        .catch(onError)
        .finally(() => {
          running.delete(work);
          woken = true;
          wake();
        });
      running.add(work);
    }
    return jobs.length;
  };

  // Nobody has to look while there is no room: a job that ends wakes us.
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, running.size < concurrency ? POLL_MS : 10 * POLL_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async () => {
    while (!stopped) {
      woken = false;
      const taken = await take().catch((error: unknown) => {
        onError(error);
        return 0;
      });
      if (!woken && taken === 0 && !stopped) await rest();
    }
    await Promise.all(running);
  };
  const ended = loop();
  return {
    stop: () => {
      stopped = true;
      wake();
      return ended;
    },
  };
}
