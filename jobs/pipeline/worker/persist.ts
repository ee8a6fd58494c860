import { setTimeout as delay } from 'node:timers/promises';
import { HeliographError, messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';

const GIVE_UP_AFTER_MS = 60_000;
const LONGEST_WAIT_MS = 2000;

/**
 * Does something in the database, again while it cannot be reached, for up to a minute. The work of a shard is not
 * thrown away because the database was restarted when it was done; the fence sorts out what became of it meanwhile.
 */
export async function persist<Result>(work: () => Promise<Result>): Promise<Result> {
  const untilMs = performance.now() + GIVE_UP_AFTER_MS;
  for (let waitMs = 100; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof HeliographError || performance.now() > untilMs) throw error;
      log.warn({ error: messageOf(error) }, 'database write failed, retrying');
      await delay(waitMs);
    }
  }
}
