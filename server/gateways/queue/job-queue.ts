import { fromPrisma, PgBoss } from 'pg-boss';
import type { ShardKey } from '#domain/shard.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { Database } from '#server/stores/database.ts';
import { connectionConfig } from '#server/stores/postgres.ts';

/** The queue of tickets. A ticket says that a shard waits for a worker; whether it may be taken, its row says. */
export const SHARD_QUEUE = 'pipeline-shard';

export type Ticket = ShardKey;

let opened: Promise<PgBoss> | undefined;

/** This process's pg-boss on the application's database, opened at first use. Workers also keep the queue's house. */
export async function openJobQueue(options: { supervise: boolean } = { supervise: false }): Promise<PgBoss> {
  opened ??= start(options);
  return opened.catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
}

async function start({ supervise }: { supervise: boolean }): Promise<PgBoss> {
  const { DATABASE_URL } = readSettings();
  if (!DATABASE_URL) throw new HeliographError('database', 'DATABASE_URL is not set: there is no queue to use');
  const boss = new PgBoss({
    ...connectionConfig(DATABASE_URL),
    application_name: 'heliograph-queue',
    max: 4,
    supervise,
    schedule: false,
  });
  boss.on('error', (error: Error) => log.warn({ err: error }, 'job queue error'));
  await boss.start();
  // `short`: at most one ticket of a shard waits, so that to send one again does no harm.
  await boss.createQueue(SHARD_QUEUE, {
    policy: 'short',
    retryLimit: 0,
    expireInSeconds: 60,
    deleteAfterSeconds: 3600,
  });
  return boss;
}

/** Makes or updates the queue's tables, as the owner of the database; the application itself only uses them. */
export async function installQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ ...connectionConfig(ownerUrl), max: 1, supervise: false, schedule: false });
  boss.on('error', (error: Error) => log.error({ err: error }, 'job queue error'));
  await boss.start();
  await boss.stop({ graceful: false });
}

/** Puts tickets of shards into the queue inside the caller's transaction: both become visible, or neither. */
export async function sendTickets(db: Database, shards: readonly ShardKey[], afterMs = 0): Promise<void> {
  if (shards.length === 0) return;
  const boss = await openJobQueue();
  // Seconds, which the database adds to its own clock: this machine's may be another.
  const startAfter = afterMs > 0 ? { startAfter: afterMs / 1000 } : {};
  const tickets = shards.map(({ runId, stage, partition }) => ({
    data: { runId, stage, partition },
    singletonKey: `${runId}/${stage}/${partition}`,
    ...startAfter,
  }));
  await boss.insert(SHARD_QUEUE, tickets, { db: fromPrisma(db) });
}

/** Closes this process's queue, if it was opened; work under way must have ended. */
export async function closeJobQueue(): Promise<void> {
  const boss = await opened?.catch(() => undefined);
  opened = undefined;
  await boss?.stop({ graceful: false });
}
