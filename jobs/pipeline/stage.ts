import type { ShardCounts } from '#domain/reading-counts.ts';
import type { ClaimedShard } from '#domain/shard.ts';
import type { SystemContext } from '#server/services/context.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import type { ShardOutcome } from '#server/services/runs/complete-shard.ts';
import type { PastDay } from '#server/services/runs/list-past-days.ts';
import type { StageRules } from '#server/services/runs/stages/stage-rules.ts';
import type { ArrayRow } from '#server/stores/arrays.ts';
import type { PlantRow } from '#server/stores/plants.ts';
import { toJson } from '#server/stores/shards.ts';

/** What the shards of a run have in common. */
export interface RunContext {
  /** For the services that a stage calls. */
  services: SystemContext;
  plantId: string;
  day: string;
  plant: PlantRow;
  arrays: readonly ArrayRow[];
  /** The run's model, read and checked at first use. */
  model: () => Promise<LoadedModel>;
  /** Published days before this one, looked up at first use. */
  pastDays: () => Promise<PastDay[]>;
  /** What commissioning doubts of arrays' registration, by deviceId; looked up at first use. */
  doubts: () => Promise<ReadonlyMap<string, string>>;
}

/** A claimed shard, as a worker hands it to an engine. */
export interface ShardToDo extends RunContext {
  shard: ClaimedShard;
  /** Tells operators and the terminal how far the shard is. */
  onProgress: (done: number, total: number) => void;
}

/** What a stage is given to do one of its shards. */
export interface ShardContext<Input> extends ShardToDo {
  input: Input;
  /**
   * Does the heavy part where the engine wants it: `task` is the address of a module whose export `run` takes the plain
   * data of `payload`, `name` what a message calls it.
   */
  runTask: <Payload, Result>(
    task: URL,
    payload: Payload,
    options: { name: string; onProgress: (done: number, total: number) => void },
  ) => Promise<Result>;
}

/** What a shard has done and left, in the stage's own terms. */
export type StageOutcome<Result> = Omit<ShardOutcome, 'result' | 'counts'> & { result: Result; counts?: ShardCounts };

/** A stage as the worker and its engine see it. */
export type Stage = StageRules<unknown, unknown> & {
  /** Does one shard. */
  run(context: Omit<ShardContext<unknown>, 'input'>): Promise<ShardOutcome>;
};

/** Makes a stage of what decides about it and what does it: a shard's input is checked, its outcome becomes JSON. */
export function defineStage<Input, Result>({
  run,
  ...rules
}: StageRules<Input, Result> & {
  run(context: ShardContext<Input>): Promise<StageOutcome<Result>>;
}): Stage {
  return {
    ...rules,
    run: async (context) => {
      const { result, counts, ...outcome } = await run({ ...context, input: rules.input.parse(context.shard.input) });
      return { ...outcome, result: toJson(result), ...(counts ? { counts: toJson(counts) } : {}) };
    },
  };
}
