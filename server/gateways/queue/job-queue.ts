import { fromPrisma, PgBoss } from 'pg-boss';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { Database } from '#server/stores/database.ts';

/** The queue of pipeline runs; its jobs carry the id of a run. */
export const RUN_QUEUE = 'pipeline-run';

export interface RunJob {
  runId: string;
}

/** Opens pg-boss on the application's database. `supervise` is for workers: they also keep the queue's house. */
export async function openJobQueue(options: { supervise: boolean }): Promise<PgBoss> {
  const { DATABASE_URL } = readSettings();
  if (!DATABASE_URL) throw new HeliographError('database', 'DATABASE_URL is not set: there is no queue to use');
  const boss = new PgBoss({
    connectionString: DATABASE_URL,
    application_name: 'heliograph-queue',
    max: 3,
    supervise: options.supervise,
    schedule: false,
  });
  boss.on('error', (error: Error) => log.error({ err: error }, 'queue'));
  await boss.start();
  await boss.createQueue(RUN_QUEUE, { retryLimit: 0, heartbeatSeconds: 30, expireInSeconds: 6 * 3600 });
  return boss;
}

/** Makes or updates the queue's tables, as the owner of the database; the application itself only uses them. */
export async function installQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 1, supervise: false, schedule: false });
  boss.on('error', (error: Error) => log.error({ err: error }, 'queue'));
  await boss.start();
  await boss.stop({ graceful: false });
}

let sender: Promise<PgBoss> | undefined;

/** Puts a run into the queue inside the caller's transaction: both become visible, or neither. */
export async function enqueueRun(db: Database, runId: string): Promise<void> {
  sender ??= openJobQueue({ supervise: false });
  const boss = await sender.catch((error: unknown) => {
    sender = undefined;
    throw error;
  });
  const job: RunJob = { runId };
  await boss.send(RUN_QUEUE, job, { db: fromPrisma(db) });
}

/** Closes this process's sender, if it was opened. */
export async function closeJobQueue(): Promise<void> {
  const boss = await sender?.catch(() => undefined);
  sender = undefined;
  await boss?.stop({ graceful: false });
}
