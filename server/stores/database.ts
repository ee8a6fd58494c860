import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { type Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { PostgresAdapter } from './postgres-adapter.ts';

/** The connection, or a transaction on it: every store function works with both. */
export type Database = Prisma.TransactionClient;

let client: PrismaClient | undefined;

/** The process's one connection pool to PostgreSQL, opened at first use. */
export function database(): PrismaClient {
  if (!client) {
    const { DATABASE_URL } = readSettings();
    if (!DATABASE_URL) throw new HeliographError('database', 'DATABASE_URL is not set: there is no database to ask');
    client = new PrismaClient({
      adapter: new PostgresAdapter(DATABASE_URL),
    });
  }
  return client;
}

// 10,000 verdicts are ten statements; the limits are for a database that is busy with something else.
const TRANSACTION = { timeout: 120_000, maxWait: 30_000 };

interface TransactionOptions {
  timeout?: number;
  isolationLevel?: Prisma.TransactionIsolationLevel;
}

/** All of it, or nothing: a transaction of its own, or a part of the one that `db` is already. */
export function inTransaction<Result>(
  db: Database,
  work: (db: Database) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  return isConnection(db) ? db.$transaction(work, { ...TRANSACTION, ...options }) : work(db);
}

/** A transaction that waits for something outside the database, and so holds its locks for longer than others may. */
export function inSlowTransaction<Result>(
  db: Database,
  timeoutMs: number,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const slow = async (transaction: Database) => {
    await transaction.$executeRaw`select set_config('idle_in_transaction_session_timeout', ${String(timeoutMs)}, true)`;
    return work(transaction);
  };
  return inTransaction(db, slow, { timeout: timeoutMs });
}

/** A transaction cannot begin another one. */
const isConnection = (db: Database): db is PrismaClient => '$transaction' in db;

/** What time it is by the database's clock, the one that all machines share; epoch ms. */
export async function databaseNowMs(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`;
  if (!row) throw new HeliographError('database', 'the database does not say what time it is');
  return row.now.getTime();
}

/** Closes the pool; a command-line tool ends only after this. */
export async function closeDatabase(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}

/** A plant day ("2026-11-23") as PostgreSQL's `date` column takes it, and back. */
export const dateOfDay = (day: string) => new Date(`${day}T00:00:00Z`);
export const dayOfDate = (date: Date) => date.toISOString().slice(0, 10);

/** True for a violated unique constraint. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}

const UNREACHABLE_CODES = new Set([
  // Prisma: not reachable, timed out, connection closed, no connection left in the pool or for a transaction, too many.
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
  // The system's sockets.
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH'],
  // PostgreSQL: shutting down, crashed, starting up, too many connections, connection failures.
  ...['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006'],
]);
const UNREACHABLE_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
const UNREACHABLE_WORDS = /Connection terminated|timeout exceeded when trying to connect|Can't reach database server/;

/** True for a failure of getting to the database, as against one of what it was asked. */
export function isDatabaseUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (code !== undefined && UNREACHABLE_CODES.has(String(code))) return true;
  if (isObject(cause) && UNREACHABLE_KINDS.has(String(cause.kind))) return true;
  return UNREACHABLE_WORDS.test(error.message) || isDatabaseUnreachable(cause);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
