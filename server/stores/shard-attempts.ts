import type { AttemptOutcome } from '#domain/run-shards.ts';
import type { ClaimedShard } from '#domain/shard.ts';
import type { Database } from '#server/stores/database.ts';

/** Ends the attempt of a claim, by the database's clock, in the transaction that ends the claim. */
export async function endAttempt(
  db: Database,
  { runId, stage, partition, fence }: ClaimedShard,
  outcome: AttemptOutcome,
  error: string | null,
): Promise<void> {
  await db.$executeRaw`
    update "shard_attempt" set "endedAt" = now(), "outcome" = ${outcome}, "error" = ${error}
    where "runId" = ${runId}::uuid and "stage" = ${stage}::"StageName" and "partition" = ${partition}
      and "fence" = ${fence} and "outcome" is null`;
}

/** Ends the attempts of a run that go on: its shards are stopped. */
export async function cancelAttempts(db: Database, runId: string): Promise<void> {
  await db.$executeRaw`
    update "shard_attempt" set "endedAt" = now(), "outcome" = 'cancelled'
    where "runId" = ${runId}::uuid and "outcome" is null`;
}

/** How many workers were lost at a shard before. */
export function countLostAttempts(db: Database, { runId, stage, partition }: ClaimedShard): Promise<number> {
  return db.shardAttempt.count({ where: { runId, stage, partition, outcome: 'lost' } });
}

/** Attempts of runs in the order they began. */
export function listAttemptRows(db: Database, runIds: readonly string[]) {
  return db.shardAttempt.findMany({
    where: { runId: { in: [...runIds] } },
    orderBy: [{ startedAt: 'asc' }, { stage: 'asc' }, { partition: 'asc' }],
  });
}

export type AttemptRow = Awaited<ReturnType<typeof listAttemptRows>>[number];
