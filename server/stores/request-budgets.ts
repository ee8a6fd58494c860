import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { readSettings } from '#server/env.ts';
import { type BudgetState, HeliographError } from '#server/errors.ts';
import { openPool } from './postgres.ts';

const WINDOW_SECONDS = 60;
// Counting is one short statement a request: a few connections carry all of them.
const CONNECTIONS = 4;

export interface Budget {
  name: string;
  limit: number;
}

let pool: pg.Pool | undefined;
const limiters = new Map<string, RateLimiterPostgres>();

/**
 * Takes one from a key's budget; `spent` when there was none left. All instances of the console count in one table. While
 * the database is away each counts for itself: the request's own answer says that it is away.
 */
export async function takeFromBudget(budget: Budget, key: string): Promise<{ state: BudgetState; spent: boolean }> {
  try {
    return { state: stateOf(budget, await limiterOf(budget).consume(key)), spent: false };
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return { state: stateOf(budget, refused), spent: true };
    throw refused;
  }
}

function limiterOf({ name, limit }: Budget): RateLimiterPostgres {
  const id = `${name}:${limit}`;
  const known = limiters.get(id);
  if (known) return known;
  const common = { keyPrefix: name, points: limit, duration: WINDOW_SECONDS };
  const limiter = new RateLimiterPostgres({
    ...common,
    storeClient: connections(),
    tableName: 'request_budget',
    // By a migration: the application's role makes no tables.
    tableCreated: true,
    clearExpiredByTimeout: true,
    // Who is refused is refused by this process until then, and costs the database nothing.
    inMemoryBlockOnConsumed: limit + 1,
    insuranceLimiter: new RateLimiterMemory(common),
  });
  limiters.set(id, limiter);
  return limiter;
}

function connections(): pg.Pool {
  if (pool) return pool;
  const { DATABASE_URL } = readSettings();
  if (!DATABASE_URL) throw new HeliographError('database', 'DATABASE_URL is not set: there is no database to ask');
  pool = openPool(DATABASE_URL, {
    application_name: 'heliograph-budgets',
    max: CONNECTIONS,
    connectionTimeoutMillis: 2_000,
  });
  // An idle connection that breaks is replaced at the next request.
  pool.on('error', () => undefined);
  return pool;
}

function stateOf({ name, limit }: Budget, { remainingPoints, msBeforeNext }: RateLimiterRes): BudgetState {
  return {
    name,
    limit,
    remaining: Math.max(0, remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  };
}
