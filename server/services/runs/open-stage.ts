import type { StageName } from '#server/domain/run.ts';
import { sendTickets } from '#server/gateways/queue/job-queue.ts';
import type { Database } from '#server/stores/database.ts';
import { insertShards, type NewShard } from '#server/stores/shards.ts';
import { moveStage } from '#server/stores/stages.ts';

/** A stage that is to begin. */
export interface NextStage {
  stage: StageName;
  /** Arrays of all its shards. */
  total: number;
  shards: readonly NewShard[];
}

/** Begins a stage: its shards and their tickets, in the caller's transaction. */
export async function openStage(db: Database, runId: string, { stage, total, shards }: NextStage): Promise<void> {
  await moveStage(db, runId, stage, 'running', { startedAt: new Date(), total });
  await insertShards(db, runId, stage, shards);
  const keys = shards.map(({ partition }) => ({ runId, stage, partition }));
  await sendTickets(db, keys);
}
