import type { z } from 'zod';
import type { StageName } from '#domain/run.ts';
import type { PlantRow } from '#server/stores/plants.ts';
import type { NewRunEvent } from '#server/stores/run-events.ts';
import { type NewShard, toJson } from '#server/stores/shards.ts';

/** A shard that has succeeded, as its row keeps it. */
export interface EndedShard {
  partition: number;
  total: number;
  result: unknown;
}

/** What a stage is planned from. */
export interface StageBasis {
  plant: Pick<PlantRow, 'id' | 'utcOffsetMinutes' | 'arrayCount' | 'settings'>;
  day: string;
  /** The shards of the stage before; none for the first one. */
  before: readonly EndedShard[];
}

/** The shards of a stage that is to begin, and the arrays of all of them. */
export interface StagePlan<Input> {
  total: number;
  shards: readonly { partition: number; input: Input; total: number }[];
}

/** The half of a stage that decides, which whoever requests a run needs, too; the half that works is in `jobs/pipeline`. */
export interface StageRules<Input, Result> {
  name: StageName;
  /** What a shard is given and leaves, as its row keeps it: the next attempt may run on another machine. */
  input: z.ZodType<Input>;
  result: z.ZodType<Result>;
  /** What there is to do. Throws the reason why it cannot be done. */
  plan(basis: StageBasis): StagePlan<Input> | Promise<StagePlan<Input>>;
  /**
   * What follows when all shards have succeeded, null at the run's end, and what its log is told. Throws when their
   * results show that the run cannot go on.
   */
  next(runId: string, shards: readonly EndedShard[]): { stage: StageName | null; notes: NewRunEvent[] };
}

/** A stage that is to begin, its shards as rows. */
export interface PlannedStage {
  stage: StageName;
  total: number;
  shards: readonly NewShard[];
}

/** Plans a stage. Throws the reason why it cannot be done. */
export async function planStage<Input>(
  { name, plan }: Pick<StageRules<Input, unknown>, 'name' | 'plan'>,
  basis: StageBasis,
): Promise<PlannedStage> {
  const { total, shards } = await plan(basis);
  return { stage: name, total, shards: shards.map((shard) => ({ ...shard, input: toJson(shard.input) })) };
}
