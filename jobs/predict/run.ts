import type { StageContext } from '#jobs/stage-context.ts';
import { runOnThreads } from '#jobs/thread-pool.ts';
import type { DaylightWindow } from '#models/series/daylight.ts';
import { recordShard } from '#server/services/runs/record-shard.ts';
import type { PredictShard, PredictShardResult } from './definition.ts';

/** Silver -> gold, one shard a partition, on all threads. */
export async function runPredict(
  context: StageContext,
  shards: { partitions: readonly number[]; daylight: DaylightWindow | null },
): Promise<PredictShardResult[]> {
  const { runId, plantId, day, signal, onProgress } = context;
  const { version, topologyJson, weights, calibration } = context.model;
  const model = { version, topologyJson, weights, calibration };
  const startedAt = new Date();
  const results = await runOnThreads<PredictShard, PredictShardResult>({
    task: new URL('./shard-task.ts', import.meta.url),
    payloads: shards.partitions.map((partition) => ({
      plantId,
      day,
      runId,
      partition,
      daylight: shards.daylight,
      model,
    })),
    onProgress,
    signal,
  });
  for (const { partition, arrays } of results) await recordShard(runId, 'predict', startedAt, { partition, arrays });
  return results;
}
