import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import process from 'node:process';
import { workQueue } from '#jobs/pipeline/queue/work-queue.ts';
import { closeSharedThreads, threadCount } from '#jobs/process/thread-pool.ts';
import { type ClaimedShard, nameOfShard, type ShardKey } from '#server/domain/shard.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { openJobQueue, SHARD_QUEUE, type Ticket } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { archiveRunLog } from '#server/services/runs/archive-run-log.ts';
import { claimShard } from '#server/services/runs/claim-shard.ts';
import { completeShard } from '#server/services/runs/complete-shard.ts';
import { failShard } from '#server/services/runs/fail-shard.ts';
import { handBackShard } from '#server/services/runs/hand-back-shard.ts';
import { refuseUnfitStore } from '#server/services/runs/refuse-unfit-store.ts';
import type { HeldShard } from './held-shard.ts';
import { keepClaimsAlive } from './keep-claims-alive.ts';
import { keepHouse } from './keep-house.ts';
import { persist } from './persist.ts';
import { runContext } from './shard-context.ts';
import { STAGE_WORK } from './stage-work.ts';

export interface ShardWorker {
  /** Takes no more, gives shards under way `graceMs` to end, then hands them back. */
  stop(graceMs: number): Promise<void>;
}

/** Works the shards of all runs, as many at once as there are threads, until stopped. */
export async function startShardWorker(options: { supervise: boolean }): Promise<ShardWorker> {
  await refuseUnfitStore(readSettings().HELIOGRAPH_PLANT);
  const boss = await openJobQueue(options);
  const name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 4)}`;
  const held = new Set<HeldShard>();
  let stopping = false;
  const hearts = keepClaimsAlive(held);
  const house = keepHouse();

  const work = async (key: ShardKey) => {
    if (stopping) return;
    const claim = await persist(() => claimShard(key, name));
    if (!claim) return;
    const shard: HeldShard = { claim, done: 0, total: 0, control: new AbortController() };
    held.add(shard);
    try {
      if (await doShard(shard, () => stopping)) await archiveRunLog(claim.runId);
    } catch (error) {
      log.warn({ ...placeOf(claim), error: messageOf(error) }, 'a shard was left to the others');
    } finally {
      held.delete(shard);
    }
  };
  const queue = workQueue<Ticket>(boss, SHARD_QUEUE, {
    concurrency: threadCount(),
    handle: work,
    onError: (error) => log.warn({ error: messageOf(error) }, 'a ticket was not worked'),
  });
  return {
    stop: async (graceMs) => {
      stopping = true;
      const ended = queue.stop();
      const timer = setTimeout(() => {
        for (const { control } of held) control.abort();
      }, graceMs);
      await ended;
      clearTimeout(timer);
      await hearts.stop();
      await house.stop();
      await closeSharedThreads();
    },
  };
}

/** Does a claimed shard and ends its claim, one way or the other. True when that was the end of the run. */
async function doShard(shard: HeldShard, stopping: () => boolean): Promise<boolean> {
  const { claim, control } = shard;
  try {
    const context = await runContext(claim.runId);
    const outcome = await STAGE_WORK[claim.stage]({
      ...context,
      shard: claim,
      signal: control.signal,
      onProgress: (done, total) => Object.assign(shard, { done, total }),
    });
    return (await persist(() => completeShard(claim, outcome))).ended;
  } catch (error) {
    if (control.signal.aborted) {
      if (stopping()) await handBackShard(claim);
      return false;
    }
    // Refused: the shard is another worker's.
    if (error instanceof HeliographError && error.code === 'conflict') throw error;
    log.warn({ ...placeOf(claim), attempt: claim.attempt, error: messageOf(error) }, 'an attempt failed');
    return (await persist(() => failShard(claim, error))).ended;
  }
}

function placeOf(claim: ClaimedShard) {
  return { runId: claim.runId, shard: nameOfShard(claim) };
}
