import type { StageName } from '#domain/run.ts';
import { type StageState, statesBefore } from '#domain/state-machine.ts';
import type { Database } from '#server/stores/database.ts';

interface StageChange {
  startedAt?: Date;
  endedAt?: Date;
  done?: number;
  total?: number;
  error?: string;
}

/** Moves a stage along its state machine. False when it is not in a state from which it may. */
export async function moveStage(
  db: Database,
  runId: string,
  name: StageName,
  target: StageState,
  change: StageChange = {},
): Promise<boolean> {
  const { count } = await db.stage.updateMany({
    where: { runId, name, state: { in: statesBefore('stage', target) } },
    data: { state: target, ...change },
  });
  return count > 0;
}

/** Ends what is left of a run's stages: those under way with `target`, those not begun as skipped, but for `except`. */
export async function closeStages(
  db: Database,
  runId: string,
  target: 'failed' | 'cancelled',
  options: { error?: string; except?: StageName } = {},
): Promise<void> {
  const { error, except } = options;
  const others = { runId, ...(except === undefined ? {} : { name: { not: except } }) };
  await db.stage.updateMany({
    where: { ...others, state: { in: statesBefore('stage', target) } },
    data: { state: target, endedAt: new Date(), ...(error === undefined ? {} : { error }) },
  });
  await db.stage.updateMany({ where: { ...others, state: 'pending' }, data: { state: 'skipped' } });
}

/** Makes a stage's progress the sum of what its shards have told. */
export async function sumStageProgress(db: Database, runId: string, name: StageName): Promise<void> {
  await db.$executeRaw`
    update "stage" set "done" = (
      select coalesce(sum("done"), 0) from "shard"
      where "shard"."runId" = "stage"."runId" and "shard"."stage" = "stage"."name")
    where "runId" = ${runId}::uuid and "name" = ${name}::"StageName" and "state" = 'running'`;
}
