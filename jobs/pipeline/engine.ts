import type { ShardOutcome } from '#server/services/runs/complete-shard.ts';
import type { ShardToDo, Stage } from './stage.ts';

/** What carries the shards of a stage out; the code of the stages and what it writes are the same with each. */
export interface Engine {
  /** So many shards it does at once. */
  readonly shardsAtOnce: number;
  /** Does shards of one stage and gives their outcomes in the same order: one that fails takes no other with it. An abort ends all. */
  runStage(
    stage: Stage,
    shards: readonly ShardToDo[],
    signal: AbortSignal,
  ): Promise<PromiseSettledResult<ShardOutcome>[]>;
  /** Lets go of what it keeps between shards. */
  close(): Promise<void>;
}
