import type { StageName } from '#domain/run.ts';
import type { ClaimedShard, ShardKey } from '#domain/shard.ts';
import { statesBefore } from '#domain/state-machine.ts';
import type { Database } from '#server/stores/database.ts';
import { cancelAttempts, endAttempt } from '#server/stores/shard-attempts.ts';

/** JSON as the database takes and gives it. */
export type Json = string | number | boolean | { [key: string]: Json } | Json[];

/** A value of plain data as JSON. */
export function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

export interface NewShard {
  partition: number;
  input: Json;
  total: number;
}

export async function insertShards(
  db: Database,
  runId: string,
  stage: StageName,
  shards: readonly NewShard[],
): Promise<void> {
  await db.shard.createMany({ data: shards.map((shard) => ({ runId, stage, ...shard })) });
}

/** Takes the shards of a stage over from another run, as they ended there. */
export async function copyShards(db: Database, from: string, to: string, stage: StageName): Promise<void> {
  await db.$executeRaw`
    insert into "shard" ("runId", "stage", "partition", "state", "attempt", "fence", "worker", "done", "total", "input",
      "result", "counts", "startedAt", "endedAt")
    select ${to}::uuid, "stage", "partition", "state", "attempt", "fence", "worker", "done", "total", "input",
      "result", "counts", "startedAt", "endedAt"
    from "shard" where "runId" = ${from}::uuid and "stage" = ${stage}::"StageName" and "state" = 'succeeded'`;
}

/** Takes a pending shard for a worker, under a new fencing token. Null when it is not there to take. */
export async function claimShardRow(db: Database, key: ShardKey, worker: string): Promise<ClaimedShard | null> {
  const { runId, stage, partition } = key;
  const [row] = await db.$queryRaw<{ attempt: number; fence: number; input: unknown }[]>`
    with claimed as (
      update "shard" set "state" = 'running', "attempt" = "attempt" + 1, "fence" = "fence" + 1, "worker" = ${worker},
        "done" = 0, "error" = null, "heartbeatAt" = now(), "claimedAt" = now(), "startedAt" = coalesce("startedAt", now())
      where "runId" = ${runId}::uuid and "stage" = ${stage}::"StageName" and "partition" = ${partition}
        and "state"::text = any(${statesBefore('shard', 'running')}) and "availableAt" <= now()
      returning *), begun as (
      insert into "shard_attempt" ("runId", "stage", "partition", "fence", "attempt", "worker", "startedAt")
      select "runId", "stage", "partition", "fence", "attempt", "worker", now() from claimed)
    select "attempt", "fence", "input" from claimed`;
  return row ? { runId, stage, partition, worker, ...row } : null;
}

/** Says that the holder of a claim lives, and how far it is. False when the claim holds no longer. */
export async function heartbeatShardRow(
  db: Database,
  { runId, stage, partition, fence }: ClaimedShard,
  { done, total }: { done: number; total: number },
): Promise<boolean> {
  const count = await db.$executeRaw`
    update "shard" set "heartbeatAt" = now(), "done" = ${done}, "total" = greatest("total", ${total})
    where "runId" = ${runId}::uuid and "stage" = ${stage}::"StageName" and "partition" = ${partition}
      and "fence" = ${fence} and "state" = 'running'`;
  return count > 0;
}

const held = ({ runId, stage, partition, fence }: ClaimedShard) => ({ runId, stage, partition, fence });

/** Ends a claimed shard with what it left. False when the claim holds no longer: its result is then refused. */
export async function completeShardRow(
  db: Database,
  claim: ClaimedShard,
  outcome: { arrays: number; result: Json; counts?: Json },
): Promise<boolean> {
  const { arrays, result, counts } = outcome;
  const { count } = await db.shard.updateMany({
    where: { ...held(claim), state: { in: statesBefore('shard', 'succeeded') } },
    data: {
      state: 'succeeded',
      endedAt: new Date(),
      done: arrays,
      total: arrays,
      result,
      ...(counts === undefined ? {} : { counts }),
    },
  });
  if (count > 0) await endAttempt(db, claim, 'succeeded', null);
  return count > 0;
}

/** True when this very claim has ended its shard well. */
export async function isCompletedClaim(db: Database, claim: ClaimedShard): Promise<boolean> {
  return (await db.shard.count({ where: { ...held(claim), state: 'succeeded' } })) > 0;
}

/** Gives a claimed shard back for another attempt after a while. One that was handed back does not count. */
export async function releaseShardRow(
  db: Database,
  claim: ClaimedShard,
  options: { delayMs: number; outcome: 'failed' | 'lost' | 'handed_back'; error: string | null },
): Promise<boolean> {
  const { delayMs, outcome, error } = options;
  const { runId, stage, partition, fence } = claim;
  const count = await db.$executeRaw`
    update "shard" set "state" = 'pending', "availableAt" = now() + ${delayMs} * interval '1 millisecond',
      "attempt" = "attempt" - ${outcome === 'handed_back' ? 1 : 0}, "done" = 0, "error" = ${error}
    where "runId" = ${runId}::uuid and "stage" = ${stage}::"StageName" and "partition" = ${partition}
      and "fence" = ${fence} and "state"::text = any(${statesBefore('shard', 'pending')})`;
  if (count > 0) await endAttempt(db, claim, outcome, error);
  return count > 0;
}

/** A claimed shard that is not tried again. */
export async function failShardRow(
  db: Database,
  claim: ClaimedShard,
  outcome: 'failed' | 'lost',
  error: string,
): Promise<boolean> {
  const { count } = await db.shard.updateMany({
    where: { ...held(claim), state: { in: statesBefore('shard', 'failed') } },
    data: { state: 'failed', endedAt: new Date(), error },
  });
  if (count > 0) await endAttempt(db, claim, outcome, error);
  return count > 0;
}

/** Stops all shards of a run that have not ended; workers notice at their next heartbeat. */
export async function cancelShardRows(db: Database, runId: string): Promise<void> {
  await db.shard.updateMany({
    where: { runId, state: { in: statesBefore('shard', 'cancelled') } },
    data: { state: 'cancelled', endedAt: new Date() },
  });
  await cancelAttempts(db, runId);
}

/** How many shards of a stage have not succeeded. */
export function countUnfinishedShards(db: Database, runId: string, stage: StageName): Promise<number> {
  return db.shard.count({ where: { runId, stage, state: { not: 'succeeded' } } });
}

/** Shards of a stage by partition, with what they left. */
export function listShardRows(db: Database, runId: string, stage: StageName) {
  return db.shard.findMany({ where: { runId, stage }, orderBy: { partition: 'asc' } });
}

/** Shards of runs by stage and partition, without what they were given and left. */
export function listShardStates(db: Database, runIds: readonly string[]) {
  return db.shard.findMany({
    where: { runId: { in: [...runIds] } },
    orderBy: [{ stage: 'asc' }, { partition: 'asc' }],
    omit: { input: true, result: true, counts: true },
  });
}

export type ShardStateRow = Awaited<ReturnType<typeof listShardStates>>[number];

/** Claims whose worker was not heard of for so long, or whose attempt takes too long, by the database's clock. */
export function listLostClaims(db: Database, lostAfterSeconds: number, limitSeconds: number) {
  return db.$queryRaw<ClaimedShard[]>`
    select "runId", "stage", "partition", "attempt", "fence", "worker", "input" from "shard"
    where "state" = 'running' and ("heartbeatAt" < now() - ${lostAfterSeconds} * interval '1 second'
      or "claimedAt" < now() - ${limitSeconds} * interval '1 second')`;
}

/** Shards that wait for a worker although they could have one for a while: their ticket may be lost. */
export function listWaitingShards(db: Database, waitingSeconds: number, limit: number) {
  return db.$queryRaw<ShardKey[]>`
    select "shard"."runId", "stage", "partition" from "shard" join "run" on "run"."id" = "shard"."runId"
    where "shard"."state" = 'pending' and "availableAt" < now() - ${waitingSeconds} * interval '1 second'
      and "releasedAt" is not null and "run"."state" in ('queued', 'running')
    order by "availableAt" limit ${limit}`;
}

/** Shards of a run that nobody has taken yet. */
export function listPendingShards(db: Database, runId: string) {
  return db.shard.findMany({
    where: { runId, state: 'pending' },
    select: { runId: true, stage: true, partition: true },
  });
}

export async function listShardCounts(db: Database, runId: string): Promise<unknown[]> {
  const shards = await db.shard.findMany({ where: { runId, stage: 'ingest' }, select: { counts: true } });
  return shards.flatMap(({ counts }) => (counts === null ? [] : [counts]));
}
