import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#server/errors.ts';
import type { Service, ServiceEnd } from './service.ts';

/** A part that ends by itself is started again so often, one time after the other. */
export const MAX_RESTARTS = 5;
const FIRST_DELAY_MS = 1000;
/** A part that has run for so long was well: what ends it is counted anew. */
const STEADY_MS = 600_000;
/** A command's exit code for bad input or settings: the next try finds the same. */
const BAD_INPUT = 2;

/** Starts a part and waits until it serves; `again` is true for every time but the first. */
export type StartPart = (options: { again: boolean; signal: AbortSignal }) => Promise<Service>;

/** A part of `npm start` that is kept running. */
export interface Supervised {
  /** Resolves with the reason when the part has ended once too often. */
  gaveUp: Promise<string>;
  /** Ends the part, or the attempt to start it again. */
  stop(): Promise<void>;
}

/**
 * Starts a part, and again when it dies: at most five times, after 1, 2, 4, 8 and 16 s, each of which is said. A part that
 * does not even start the first time is a failure, as ever.
 */
export async function supervise(
  name: string,
  start: StartPart,
  options: { say: (line: string) => void; signal: AbortSignal; firstDelayMs?: number },
): Promise<Supervised> {
  const { say, firstDelayMs = FIRST_DELAY_MS } = options;
  const stopping = new AbortController();
  const signal = AbortSignal.any([options.signal, stopping.signal]);
  let part = await start({ again: false, signal });

  const untilStopped = async (): Promise<string | null> => {
    let restarts = 0;
    for (;;) {
      const sinceMs = performance.now();
      let why = howOf(await part.ended);
      if (performance.now() - sinceMs > STEADY_MS) restarts = 0;
      if (signal.aborted) return null;
      const final = (await part.ended).code === BAD_INPUT;
      for (let alive = false; !alive; ) {
        if (signal.aborted) return null;
        if (final || restarts === MAX_RESTARTS) return `the ${name} ended unexpectedly, ${why}:\n${part.lastLines()}`;
        const delayMs = firstDelayMs * 2 ** restarts++;
        say(`the ${name} ended, ${why}: it is started again in ${delayMs / 1000} s (${restarts} of ${MAX_RESTARTS})`);
        try {
          await delay(delayMs, undefined, { signal });
          part = await start({ again: true, signal });
          alive = true;
          // Whoever stops it waits for this to end, and had only the part before.
          if (signal.aborted) await part.stop();
        } catch (error) {
          why = messageOf(error);
        }
      }
    }
  };
  const running = untilStopped();
  return {
    gaveUp: running.then((reason) => reason ?? new Promise<never>(() => undefined)),
    stop: async () => {
      stopping.abort();
      await part.stop();
      await running;
    },
  };
}

function howOf({ code, signal }: ServiceEnd): string {
  return signal === null ? `with exit code ${code}` : `by ${signal}`;
}
