import { setTimeout as delay } from 'node:timers/promises';

interface Perseverance {
  /** The first pause, give or take half by chance, so that clients do not return in step; doubled each time. */
  firstPauseMs: number;
  longestPauseMs?: number;
  attempts?: number;
  /** After this long no further attempt is begun. */
  budgetMs?: number;
  /** Whether a failure may be another one, or none, the next time. */
  passes?: (error: unknown) => boolean;
  /** Told of each attempt that failed, before the pause. */
  onFailure?: (failure: { error: unknown; attempt: number; last: boolean }) => Promise<void>;
}

/**
 * Repeats what may pass; throws the last failure. Ours and not p-retry: that repeats no TypeError, begins an attempt when the
 * budget is spent, and takes as many lines to be told the rest.
 */
export async function retry<Result>(
  work: (attempt: number) => Promise<Result>,
  options: Perseverance,
): Promise<Result> {
  const { firstPauseMs, longestPauseMs = Infinity, attempts = Infinity, budgetMs = Infinity } = options;
  const endMs = performance.now() + budgetMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      const pauseMs = Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs) * (0.5 + Math.random());
      const hopeless = options.passes?.(error) === false;
      const last = hopeless || attempt >= attempts || performance.now() + pauseMs > endMs;
      await options.onFailure?.({ error, attempt, last });
      if (last) throw error;
      await delay(pauseMs);
    }
  }
}
