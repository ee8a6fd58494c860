import { ATTEMPT_OUTCOMES, type AttemptView, type RunShards, type ShardView } from '#domain/run-shards.ts';
import type { AttemptRow } from '#server/stores/shard-attempts.ts';
import type { ShardStateRow } from '#server/stores/shards.ts';

/** A run's shards and their attempts as the API shows them. */
export function runShardsOf(shards: readonly ShardStateRow[], attempts: readonly AttemptRow[]): RunShards {
  return { shards: shards.map(shardViewOf), attempts: attempts.map(attemptViewOf) };
}

function shardViewOf({ stage, partition, state, attempt, done, total, error, ...row }: ShardStateRow): ShardView {
  // A shard that was never claimed in its own run was copied from another one.
  const taken = state === 'succeeded' && row.claimedAt === null;
  return { stage, partition, state, attempt, done, total, taken, error };
}

function attemptViewOf({ stage, partition, fence, attempt, worker, error, ...row }: AttemptRow): AttemptView {
  return {
    stage,
    partition,
    fence,
    attempt,
    worker,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    outcome: ATTEMPT_OUTCOMES.find((known) => known === row.outcome) ?? null,
    error,
  };
}
