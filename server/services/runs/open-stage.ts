import { sendTickets } from '#server/gateways/queue/job-queue.ts';
import type { SystemContext } from '#server/services/context.ts';
import type { PlannedStage } from '#server/services/runs/stages/stage-rules.ts';
import { insertShards } from '#server/stores/shards.ts';
import { moveStage } from '#server/stores/stages.ts';

/** Begins a stage: its shards and their tickets, in the caller's transaction. */
export async function openStage(
  { db, now }: SystemContext,
  runId: string,
  { stage, total, shards }: PlannedStage,
): Promise<void> {
  await moveStage(db, runId, stage, 'running', { startedAt: now(), total });
  await insertShards(db, runId, stage, shards);
  const keys = shards.map(({ partition }) => ({ runId, stage, partition }));
  await sendTickets(db, keys);
}
