import { within } from '#jobs/pipeline/queue/within.ts';

const ANSWER_WITHIN_MS = 10_000;

/**
 * Does something again and again, `everyMs` from one begin to the next. A round that hangs, on a connection that is
 * dead and does not know it, is left behind after 10 s. `stop` waits for the last one.
 */
export function repeat(everyMs: number, work: () => Promise<void>): { stop: () => Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= within(ANSWER_WITHIN_MS, work())
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
