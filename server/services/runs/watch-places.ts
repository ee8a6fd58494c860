import { HeliographError } from '#server/errors.ts';

/** So many watchers a process: each holds a connection open. */
export const MAX_WATCHERS = 200;
/** And so many a person, with all their pages and tokens: nobody takes the places of the others. */
export const MAX_OF_ONE = 10;

const AGAIN_SECONDS = 30;
const taken = new Map<string, number>();

/**
 * Takes a place for somebody, at once and before anything is waited for: of many who come together no more get in. Returns
 * what gives it back. Throws `rate_limited` who has too many, `busy` when there is none left.
 */
export function takeWatchPlace(who: string): () => void {
  const own = taken.get(who) ?? 0;
  if (own >= MAX_OF_ONE) {
    throw new HeliographError('rate_limited', `you follow ${MAX_OF_ONE} streams already: close one`, {
      retryAfterSeconds: AGAIN_SECONDS,
    });
  }
  if (watcherCount() >= MAX_WATCHERS) {
    throw new HeliographError(
      'busy',
      `${MAX_WATCHERS} pages follow a stream already: ask again, or poll what it is of`,
      {
        retryAfterSeconds: AGAIN_SECONDS,
      },
    );
  }
  taken.set(who, own + 1);
  let given = false;
  return () => {
    if (given) return;
    given = true;
    const left = (taken.get(who) ?? 1) - 1;
    if (left > 0) taken.set(who, left);
    else taken.delete(who);
  };
}

/** Places that are taken in this process. */
export function watcherCount(): number {
  return [...taken.values()].reduce((sum, count) => sum + count, 0);
}
