import { isLive, type StageName } from '#domain/run.ts';
import { type ClaimedShard, nameOfShard } from '#domain/shard.ts';
import { HeliographError } from '#server/errors.ts';
import type { SystemContext } from '#server/services/context.ts';
import { endRun } from '#server/services/runs/end-run.ts';
import { failRun } from '#server/services/runs/fail-run.ts';
import { openStage } from '#server/services/runs/open-stage.ts';
import { STAGE_RULES } from '#server/services/runs/stages/all-rules.ts';
import { planStage } from '#server/services/runs/stages/stage-rules.ts';
import { type Database, dayOfDate, inTransaction } from '#server/stores/database.ts';
import { getPlantRow } from '#server/stores/plants.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { getRunRow, lockRun, type RunRow } from '#server/stores/runs.ts';
import {
  completeShardRow,
  countUnfinishedShards,
  isCompletedClaim,
  type Json,
  listShardRows,
} from '#server/stores/shards.ts';
import { moveStage, sumStageProgress } from '#server/stores/stages.ts';

/** What a shard has done and left. */
export interface ShardOutcome {
  arrays: number;
  result: Json;
  counts?: Json;
  /** Becomes visible together with the shard's end, or not at all. */
  alongside?: (db: Database) => Promise<void>;
}

/**
 * Ends a claimed shard; the last one of a stage opens the next in the same transaction. Throws `conflict` when the
 * shard was taken over meanwhile: nothing of the late result is kept.
 */
export async function completeShard(
  context: SystemContext,
  claim: ClaimedShard,
  outcome: ShardOutcome,
): Promise<{ ended: boolean }> {
  const done = await inTransaction(context.db, async (db) => {
    const run = await lockRun(db, claim.runId);
    if (run.state !== 'running' || !(await completeShardRow(db, claim, outcome))) return null;
    await outcome.alongside?.(db);
    if ((await countUnfinishedShards(db, run.id, claim.stage)) > 0) return { ended: false };
    return { ended: await endStage({ ...context, db }, run, claim.stage) };
  });
  if (done) return done;
  // The answer of a commit can be lost on its way: then what is refused now was kept the first time.
  if (await isCompletedClaim(context.db, claim))
    return { ended: !isLive((await getRunRow(context.db, claim.runId)).state) };
  const message = `${nameOfShard(claim)}: what ${claim.worker} finished late was refused`;
  await appendRunEvent(context.db, claim.runId, { level: 'warning', stage: claim.stage, message });
  throw new HeliographError('conflict', message);
}

async function endStage(context: SystemContext, run: RunRow, stage: StageName): Promise<boolean> {
  const { db, now } = context;
  await sumStageProgress(db, run.id, stage);
  try {
    const plant = await getPlantRow(db, run.plantId);
    const before = await listShardRows(db, run.id, stage);
    const { stage: following, notes } = STAGE_RULES[stage].next(run.id, before);
    const next = following && (await planStage(STAGE_RULES[following], { plant, day: dayOfDate(run.day), before }));
    await moveStage(db, run.id, stage, 'succeeded', { endedAt: now() });
    for (const note of notes) await appendRunEvent(db, run.id, note);
    if (next) await openStage(context, run.id, next);
    else await endRun(context, run);
    return next === null;
  } catch (error) {
    // Only what was found in the results; a failed statement has spoilt the transaction.
    if (!(error instanceof HeliographError)) throw error;
    await failRun(context, run.id, error.message, error.code);
    return false;
  }
}
