import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';

/** Does something again and again, never twice at a time; what fails is told, and done again. */
export function repeated(everyMs: number, work: () => Promise<void>): { stop: () => Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= work()
      .catch((error: unknown) => log.warn({ error: messageOf(error) }, 'live round failed'))
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
