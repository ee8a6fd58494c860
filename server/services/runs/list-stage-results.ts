import type { SystemContext } from '#server/services/context.ts';
import type { StageRules } from '#server/services/runs/stages/stage-rules.ts';
import { listShardRows } from '#server/stores/shards.ts';

/** What the shards of a run's stage have left, by partition. */
export async function listStageResults<Result>(
  { db }: SystemContext,
  runId: string,
  { name, result: schema }: Pick<StageRules<unknown, Result>, 'name' | 'result'>,
): Promise<(Result & { partition: number })[]> {
  const shards = await listShardRows(db, runId, name);
  return shards.map(({ partition, result }) => ({ ...schema.parse(result), partition }));
}
