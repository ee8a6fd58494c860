import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { awsErrorOf } from './failures.ts';

export const FIRST_DELAY_MS = 50;
export const LONGEST_DELAY_MS = 2_000;

/** How long a door to AWS waits. With the defaults a failure is told within 15 s. */
export interface Patience {
  /** To reach the host. */
  connectMs: number;
  /** Without a byte on an open connection. */
  idleMs: number;
  /** After this long no further attempt of a request is begun. */
  budgetMs: number;
}

export const PATIENCE: Patience = { connectMs: 3_000, idleMs: 5_000, budgetMs: 9_000 };

/** Delay before attempt `attempt + 1`: full jitter below a doubling bound, so that clients do not return in step. */
function retryDelayMs(attempt: number): number {
  return Math.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
}

type RetryStrategy = Exclude<NonNullable<S3ClientConfig['retryStrategy']>, { retry: unknown } | (() => unknown)>;
type Token = Awaited<ReturnType<Extract<RetryStrategy, { recordSuccess: unknown }>['acquireInitialRetryToken']>>;

interface BudgetToken extends Token {
  startedMs: number;
}

const token = (startedMs: number, count: number, delayMs: number): BudgetToken => ({
  startedMs,
  getRetryCount: () => count,
  getRetryDelay: () => delayMs,
});

/** Retries of the SDK inside a budget of time for each request, whatever the number of attempts. */
export function retryStrategy(budgetMs: number): Extract<RetryStrategy, { recordSuccess: unknown }> {
  return {
    acquireInitialRetryToken: async () => token(performance.now(), 0, 0),
    refreshRetryTokenForRetry: async (last, { errorType, error, retryAfterHint }) => {
      const startedMs = 'startedMs' in last && typeof last.startedMs === 'number' ? last.startedMs : 0;
      const attempt = last.getRetryCount();
      const askedMs = retryAfterHint ? retryAfterHint.getTime() - Date.now() : 0;
      const delayMs = Math.max(retryDelayMs(attempt), askedMs);
      const late = performance.now() + delayMs - startedMs > budgetMs;
      if (late || isNotImplemented(error) || (errorType === 'CLIENT_ERROR' && !isContest(error))) throw error;
      return token(startedMs, attempt + 1, delayMs);
    },
    recordSuccess: () => undefined,
  };
}

/** Asking again does not make the service know what it does not. */
function isNotImplemented(error: unknown): boolean {
  return awsErrorOf(error).status === 501;
}

/** S3 answers 409 while another conditional write of the same key is under way: asking again tells who won. */
function isContest(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalRequestConflict';
}
