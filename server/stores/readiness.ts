import type { Database } from '#server/stores/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

export async function pingDatabase(db: Database): Promise<void> {
  await db.$queryRaw(Prisma.sql`select 1`);
}

/** Throws when the queue's tables are not there or cannot be read. */
export async function pingQueue(db: Database): Promise<void> {
  await db.$queryRaw(Prisma.sql`select name from pgboss.queue limit 1`);
}

/** The newest run that has ended, or null. */
export function findLastEndedRun(db: Database, plantId: string) {
  return db.run.findFirst({
    where: { plantId, endedAt: { not: null } },
    orderBy: { id: 'desc' },
    select: { state: true, endedAt: true },
  });
}
