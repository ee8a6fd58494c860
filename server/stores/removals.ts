import type { Bucket } from '#domain/object-keys.ts';
import type { Database } from '#server/stores/database.ts';

export interface RemovalRecord {
  runId: string;
  bucket: Bucket;
  objects: number;
  bytes: number;
}

/** Says that what a run has in a bucket goes. False when it was said before: that record stays as it is. */
export async function insertRemoval(db: Database, removal: RemovalRecord): Promise<boolean> {
  const { count } = await db.removal.createMany({ data: [removal], skipDuplicates: true });
  return count > 0;
}

export async function deleteRemoval(db: Database, runId: string, bucket: Bucket): Promise<void> {
  await db.removal.deleteMany({ where: { runId, bucket } });
}

export async function hasRemoval(db: Database, runId: string, bucket: Bucket): Promise<boolean> {
  return (await db.removal.count({ where: { runId, bucket } })) > 0;
}
