import type { StageContext } from '#jobs/stage-context.ts';
import { runOnThreads } from '#jobs/thread-pool.ts';
import type { DaylightWindow } from '#models/series/daylight.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
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
  const { arrays } = await getPlantWithArrays(plantId);
  const nameplates = new Map(arrays.map(({ deviceId, nameplate }) => [deviceId, nameplate]));
  const startedAt = new Date();
  const results = await runOnThreads<PredictShard, PredictShardResult>({
    task: new URL('./shard-task.ts', import.meta.url),
    payloads: shards.partitions.map((partition) => ({
      plantId,
      day,
      runId,
      partition,
      daylight: shards.daylight,
      nameplates,
      model,
    })),
    onProgress,
    signal,
  });
  for (const { partition, arrays: judged } of results) {
    await recordShard(runId, 'predict', startedAt, { partition, arrays: judged });
  }
  return results;
}
