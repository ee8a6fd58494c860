import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import process from 'node:process';
import { type ClaimedShard, nameOfShard, type ShardKey } from '#domain/shard.ts';
import type { Engine } from '#jobs/pipeline/engine.ts';
import { threadsEngine } from '#jobs/pipeline/engines/threads.ts';
import { workQueue } from '#jobs/pipeline/queue/work-queue.ts';
import { STAGES } from '#jobs/pipeline/stages/all-stages.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { openJobQueue, SHARD_QUEUE, type Ticket } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { openSystem, type SystemContext } from '#server/services/context.ts';
import { archiveRunLog } from '#server/services/runs/archive-run-log.ts';
import { claimShard } from '#server/services/runs/claim-shard.ts';
import { completeShard } from '#server/services/runs/complete-shard.ts';
import { failShard } from '#server/services/runs/fail-shard.ts';
import { refuseUnfitStore } from '#server/services/runs/refuse-unfit-store.ts';
import { releaseShard } from '#server/services/runs/release-shard.ts';
import type { HeldShard } from './held-shard.ts';
import { persist } from './persist.ts';
import { runContext } from './run-context.ts';
import { sendHeartbeats } from './send-heartbeats.ts';
import { superviseRuns } from './supervise-runs.ts';

export interface ShardWorker {
  /** Takes no more, gives shards under way `graceMs` to end, then hands them back. */
  stop(graceMs: number): Promise<void>;
}

/** Works the shards of all runs, as many at once as the engine takes, until stopped. */
export async function startShardWorker(
  options: { supervise: boolean },
  engine: Engine = threadsEngine(),
): Promise<ShardWorker> {
  const context = openSystem();
  await refuseUnfitStore(context.settings.HELIOGRAPH_PLANT);
  const boss = await openJobQueue(options);
  const name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 4)}`;
  const held = new Set<HeldShard>();
  let stopping = false;
  const heartbeats = sendHeartbeats(context, held);
  const supervision = superviseRuns(context);

  const work = async (key: ShardKey) => {
    if (stopping) return;
    const claim = await persist(() => claimShard(context, key, name));
    if (!claim) return;
    const shard: HeldShard = { claim, done: 0, total: 0, control: new AbortController() };
    held.add(shard);
    try {
      if (await doShard(context, engine, shard, () => stopping)) await archiveRunLog(context, claim.runId);
    } catch (error) {
      log.warn({ ...placeOf(claim), error: messageOf(error) }, 'shard abandoned');
    } finally {
      held.delete(shard);
    }
  };
  const queue = workQueue<Ticket>(boss, SHARD_QUEUE, {
    concurrency: engine.shardsAtOnce,
    handle: work,
    onError: (error) => log.warn({ error: messageOf(error) }, 'job handler failed'),
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
      await heartbeats.stop();
      await supervision.stop();
      await engine.close();
    },
  };
}

/** Does a claimed shard and ends its claim, one way or the other. True when that was the end of the run. */
async function doShard(
  services: SystemContext,
  engine: Engine,
  shard: HeldShard,
  stopping: () => boolean,
): Promise<boolean> {
  const { claim, control } = shard;
  try {
    const context = await runContext(services, claim.runId);
    const onProgress = (done: number, total: number) => Object.assign(shard, { done, total });
    const toDo = { ...context, shard: claim, onProgress };
    const [did] = await engine.runStage(STAGES[claim.stage], [toDo], control.signal);
    if (did?.status !== 'fulfilled') throw did?.reason;
    return (await persist(() => completeShard(services, claim, did.value))).ended;
  } catch (error) {
    if (control.signal.aborted) {
      if (stopping()) await releaseShard(services, claim);
      return false;
    }
    // Refused: the shard is another worker's.
    if (error instanceof HeliographError && error.code === 'conflict') throw error;
    log.warn({ ...placeOf(claim), attempt: claim.attempt, error: messageOf(error) }, 'shard attempt failed');
    return (await persist(() => failShard(services, claim, error))).ended;
  }
}

function placeOf(claim: ClaimedShard) {
  return { runId: claim.runId, shard: nameOfShard(claim) };
}
