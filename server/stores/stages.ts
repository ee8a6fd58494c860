import type { ShardCounts } from '#server/domain/reading-counts.ts';
import type { StageName } from '#server/domain/run.ts';
import type { Database } from '#server/stores/database.ts';

export async function beginStage(db: Database, runId: string, name: StageName, total: number): Promise<void> {
  await db.stage.update({
    where: { runId_name: { runId, name } },
    data: { state: 'running', startedAt: new Date(), done: 0, total },
  });
}

export async function saveStageProgress(db: Database, runId: string, name: StageName, done: number): Promise<void> {
  await db.stage.update({ where: { runId_name: { runId, name } }, data: { done } });
}

export async function endStage(db: Database, runId: string, name: StageName, done: number): Promise<void> {
  await db.stage.update({
    where: { runId_name: { runId, name } },
    data: { state: 'succeeded', endedAt: new Date(), done },
  });
}

/** The stage that was running fails with the run's error; those behind it are skipped. */
export async function failStages(db: Database, runId: string, error: string): Promise<void> {
  await db.stage.updateMany({
    where: { runId, state: 'running' },
    data: { state: 'failed', endedAt: new Date(), error },
  });
  await db.stage.updateMany({ where: { runId, state: 'pending' }, data: { state: 'skipped' } });
}

export interface ShardResult {
  partition: number;
  arrays: number;
  counts?: ShardCounts;
}

export async function saveShard(
  db: Database,
  runId: string,
  stage: StageName,
  startedAt: Date,
  shard: ShardResult,
): Promise<void> {
  const key = { runId, stage, partition: shard.partition };
  const data = {
    state: 'succeeded',
    arrays: shard.arrays,
    startedAt,
    endedAt: new Date(),
    ...(shard.counts ? { counts: { ...shard.counts } } : {}),
  } as const;
  await db.shard.upsert({
    where: { runId_stage_partition: key },
    create: { ...key, ...data },
    update: data,
  });
}

export async function listShardCounts(db: Database, runId: string): Promise<unknown[]> {
  const shards = await db.shard.findMany({ where: { runId, stage: 'ingest' }, select: { counts: true } });
  return shards.flatMap(({ counts }) => (counts === null ? [] : [counts]));
}
