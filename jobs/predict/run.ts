import { runOnSharedThread } from '#jobs/thread-pool.ts';
import type { ShardContext } from '#jobs/worker/shard-context.ts';
import { predictInputSchema } from '#server/domain/shard-results.ts';
import type { ShardOutcome } from '#server/services/runs/complete-shard.ts';
import { toJson } from '#server/stores/shards.ts';
import type { PredictShard, PredictShardResult } from './definition.ts';

/** Silver of a partition -> gold, on a thread. */
export async function runPredict(context: ShardContext): Promise<ShardOutcome> {
  const { shard, plantId, day, signal, onProgress } = context;
  const { version, topologyJson, weights, calibration } = await context.model();
  const { runId, partition, fence } = shard;
  const model = { version, topologyJson, weights, calibration };
  const payload: PredictShard = {
    plantId,
    day,
    runId,
    partition,
    fence,
    model,
    ...predictInputSchema.parse(shard.input),
  };
  const task = new URL('./shard-task.ts', import.meta.url);
  const { arrays, file } = await runOnSharedThread<PredictShard, PredictShardResult>(task, payload, {
    signal,
    onProgress,
  });
  return { arrays, result: toJson({ file }) };
}
