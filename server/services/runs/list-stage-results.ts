import type { StageRules } from '#server/services/runs/stages/stage-rules.ts';
import { database } from '#server/stores/database.ts';
import { listShardRows } from '#server/stores/shards.ts';

/** What the shards of a run's stage have left, by partition. */
export async function listStageResults<Result>(
  runId: string,
  { name, result: schema }: Pick<StageRules<unknown, Result>, 'name' | 'result'>,
): Promise<(Result & { partition: number })[]> {
  const shards = await listShardRows(database(), runId, name);
  return shards.map(({ partition, result }) => ({ ...schema.parse(result), partition }));
}
