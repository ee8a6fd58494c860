import { z } from 'zod';
import type { Database } from '#server/stores/database.ts';

export const RETENTION_HOURS = 24;

interface KeyOwner {
  principalId: string;
  key: string;
}

/** What a request with a key came to; without a status it has not ended yet. */
export interface StoredAnswer {
  requestHash: string;
  status: number | null;
  headers: Record<string, string>;
  /** Null for an answer that held a secret. */
  body: string | null;
}

const headersSchema = z.record(z.string(), z.string()).nullable();

/** Makes a key the caller's: null when it is now, else what it was used for before. Of two at once one gets it. */
export async function claimKey(
  db: Database,
  { principalId, key, requestHash }: KeyOwner & { requestHash: string },
): Promise<StoredAnswer | null> {
  const oldest = new Date(Date.now() - RETENTION_HOURS * 3_600_000);
  await db.idempotencyKey.deleteMany({ where: { principalId, key, createdAt: { lt: oldest } } });
  const data = [{ principalId, key, requestHash }];
  const { count } = await db.idempotencyKey.createMany({ data, skipDuplicates: true });
  if (count > 0) return null;
  const row = await db.idempotencyKey.findUnique({ where: { principalId_key: { principalId, key } } });
  // Let go of in between: whoever had it has just ended, and the caller may come again.
  if (!row) return { requestHash, status: null, headers: {}, body: null };
  return { ...row, headers: headersSchema.parse(row.headers) ?? {} };
}

export async function storeAnswer(
  db: Database,
  { principalId, key }: KeyOwner,
  answer: { status: number; headers: Record<string, string>; body: string | null },
): Promise<void> {
  await db.idempotencyKey.update({ where: { principalId_key: { principalId, key } }, data: answer });
}

export async function releaseKey(db: Database, { principalId, key }: KeyOwner): Promise<void> {
  await db.idempotencyKey.deleteMany({ where: { principalId, key, status: null } });
}

/** Forgets answers that are older than is promised; returns how many. */
export async function deleteOldKeys(db: Database, nowMs: number): Promise<number> {
  const { count } = await db.idempotencyKey.deleteMany({
    where: { createdAt: { lt: new Date(nowMs - RETENTION_HOURS * 3_600_000) } },
  });
  return count;
}
