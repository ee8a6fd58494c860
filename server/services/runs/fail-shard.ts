import { type ClaimedShard, isFinal, MOST_ATTEMPTS, nameOfShard, retryDelayMs } from '#server/domain/shard.ts';
import { readSettings } from '#server/env.ts';
import { type ErrorCode, HeliographError, messageOf } from '#server/errors.ts';
import { sendTickets } from '#server/gateways/queue/job-queue.ts';
import { endRun } from '#server/services/runs/end-run.ts';
import { failRun } from '#server/services/runs/fail-run.ts';
import { type Database, inTransaction } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { lockRun, type RunRow } from '#server/stores/runs.ts';
import { failShardRow, releaseShardRow } from '#server/stores/shards.ts';
import { moveStage } from '#server/stores/stages.ts';

/**
 * An attempt that failed: the shard is tried again after a while, or it was the last one and the run fails. Whatever
 * comes of a claim that holds no longer is nobody's business. `waitMs` is instead of the doubling wait.
 */
export async function failShard(
  claim: ClaimedShard,
  error: unknown,
  { waitMs }: { waitMs?: number } = {},
): Promise<{ ended: boolean }> {
  const code = error instanceof HeliographError ? error.code : 'internal';
  return inTransaction(async (db) => {
    const run = await lockRun(db, claim.runId);
    if (run.state !== 'running') return { ended: false };
    if (isFinal(code) || claim.attempt >= MOST_ATTEMPTS) {
      return { ended: await giveUp(db, run, claim, messageOf(error), code) };
    }
    const delayMs = waitMs ?? retryDelayMs(claim.attempt, readSettings().HELIOGRAPH_RETRY_MS, Math.random());
    await tryAgain(db, claim, delayMs, messageOf(error));
    return { ended: false };
  });
}

async function tryAgain(db: Database, claim: ClaimedShard, delayMs: number, error: string): Promise<void> {
  if (!(await releaseShardRow(db, claim, { delayMs, charge: true, error }))) return;
  await sendTickets(db, [claim], delayMs);
  const again = `attempt ${claim.attempt} of ${MOST_ATTEMPTS} failed, again in ${(delayMs / 1000).toFixed(1)} s`;
  const message = `${nameOfShard(claim)}: ${again}: ${error}`;
  await appendRunEvent(db, claim.runId, { level: 'warning', stage: claim.stage, message });
}

async function giveUp(
  db: Database,
  run: RunRow,
  claim: ClaimedShard,
  error: string,
  code: ErrorCode,
): Promise<boolean> {
  if (!(await failShardRow(db, claim, error))) return false;
  if (claim.stage !== 'notify') {
    const message = `${error}${claim.attempt > 1 ? ` (${nameOfShard(claim)}, attempt ${claim.attempt})` : ''}`;
    await failRun(db, run.id, message, code);
    return false;
  }
  // The outcome of a run is what it is, whether it could be told or not.
  await moveStage(db, run.id, 'notify', 'failed', { endedAt: new Date(), error });
  const message = `the outcome was not told: ${error}`;
  await appendRunEvent(db, run.id, { level: 'error', stage: 'notify', message });
  await endRun(db, run);
  return true;
}
