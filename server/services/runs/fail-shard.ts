import {
  type ClaimedShard,
  isFinal,
  MAX_ATTEMPTS,
  MAX_LOST_WORKERS,
  nameOfShard,
  retryDelayMs,
} from '#domain/shard.ts';
import { type ErrorCode, HeliographError, messageOf } from '#server/errors.ts';
import { sendTickets } from '#server/gateways/queue/job-queue.ts';
import type { SystemContext } from '#server/services/context.ts';
import { endRun } from '#server/services/runs/end-run.ts';
import { failRun } from '#server/services/runs/fail-run.ts';
import { inTransaction } from '#server/stores/database.ts';
import { appendRunEvent } from '#server/stores/run-events.ts';
import { lockRun, type RunRow } from '#server/stores/runs.ts';
import { countLostAttempts } from '#server/stores/shard-attempts.ts';
import { failShardRow, releaseShardRow } from '#server/stores/shards.ts';
import { moveStage } from '#server/stores/stages.ts';

/**
 * An attempt that failed: the shard is tried again after a while, or it was the last one and the run fails. Whatever
 * comes of a claim that holds no longer is nobody's business. `waitMs` is instead of the doubling wait; `lost` says that
 * the worker fell silent: a shard at which several were lost is taken for the reason, and not given to another.
 */
export async function failShard(
  context: SystemContext,
  claim: ClaimedShard,
  error: unknown,
  { waitMs, lost = false }: { waitMs?: number; lost?: boolean } = {},
): Promise<{ ended: boolean }> {
  const code = error instanceof HeliographError ? error.code : 'internal';
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const run = await lockRun(db, claim.runId);
    if (run.state !== 'running') return { ended: false };
    const outcome = lost ? 'lost' : 'failed';
    const workersLost = lost ? 1 + (await countLostAttempts(db, claim)) : 0;
    const why = workersLost < MAX_LOST_WORKERS ? messageOf(error) : `${messageOf(error)}; ${tooManyLost(workersLost)}`;
    if (isFinal(code) || claim.attempt >= MAX_ATTEMPTS || workersLost >= MAX_LOST_WORKERS) {
      return { ended: await giveUp(inside, run, claim, { error: why, code, outcome }) };
    }
    const delayMs = waitMs ?? retryDelayMs(claim.attempt, context.settings.HELIOGRAPH_RETRY_MS, Math.random());
    await tryAgain(inside, claim, { delayMs, error: why, outcome });
    return { ended: false };
  });
}

const tooManyLost = (workers: number) =>
  `${workers} workers were lost at it: is there memory for it, with so many HELIOGRAPH_THREADS?`;

async function tryAgain(
  { db }: SystemContext,
  claim: ClaimedShard,
  { delayMs, error, outcome }: { delayMs: number; error: string; outcome: 'failed' | 'lost' },
): Promise<void> {
  if (!(await releaseShardRow(db, claim, { delayMs, outcome, error }))) return;
  await sendTickets(db, [claim], delayMs);
  const again = `attempt ${claim.attempt} of ${MAX_ATTEMPTS} failed, again in ${(delayMs / 1000).toFixed(1)} s`;
  const message = `${nameOfShard(claim)}: ${again}: ${error}`;
  await appendRunEvent(db, claim.runId, { level: 'warning', stage: claim.stage, message });
}

async function giveUp(
  context: SystemContext,
  run: RunRow,
  claim: ClaimedShard,
  { error, code, outcome }: { error: string; code: ErrorCode; outcome: 'failed' | 'lost' },
): Promise<boolean> {
  const { db, now } = context;
  if (!(await failShardRow(db, claim, outcome, error))) return false;
  if (claim.stage !== 'notify') {
    const message = `${error}${claim.attempt > 1 ? ` (${nameOfShard(claim)}, attempt ${claim.attempt})` : ''}`;
    await failRun(context, run.id, message, code);
    return false;
  }
  // The outcome of a run is what it is, whether it could be told or not.
  await moveStage(db, run.id, 'notify', 'failed', { endedAt: now(), error });
  const message = `notification failed: ${error}`;
  await appendRunEvent(db, run.id, { level: 'error', stage: 'notify', message });
  await endRun(context, run);
  return true;
}
