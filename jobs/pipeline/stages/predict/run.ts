import type { ShardContext } from '#jobs/pipeline/worker/shard-context.ts';
import { runOnSharedThread } from '#jobs/process/thread-pool.ts';
import { predictInputSchema } from '#server/domain/shard-results.ts';
import { HeliographError } from '#server/errors.ts';
import { isSilverOfKeyGone } from '#server/services/housekeeping/silver-gone.ts';
import type { ShardOutcome } from '#server/services/runs/complete-shard.ts';
import { toJson } from '#server/stores/shards.ts';
import type { PredictShard, PredictShardResult } from './definition.ts';

/** Silver of a partition -> gold, on a thread. */
export async function runPredict(context: ShardContext): Promise<ShardOutcome> {
  const { shard, plantId, day, arrays, signal, onProgress } = context;
  const { version, topologyJson, weights, calibration, preprocessingJson } = await context.model();
  const { runId, partition, fence } = shard;
  const model = { version, topologyJson, weights, calibration, preprocessingJson };
  const input = predictInputSchema.parse(shard.input);
  // Asked now that this run's row is there: from then on housekeeping takes nothing of the day.
  if (await isSilverOfKeyGone(input.silver.key)) {
    throw new HeliographError('no_data', `silver of ${day} is no longer kept (${input.silver.key}): run from ingest`);
  }
  const payload: PredictShard = {
    plantId,
    day,
    runId,
    partition,
    fence,
    nameplates: new Map(arrays.map(({ deviceId, nameplate }) => [deviceId, nameplate])),
    pastDays: await context.pastDays(),
    model,
    ...input,
  };
  const task = new URL('./shard-task.ts', import.meta.url);
  const { arrays: judged, ...result } = await runOnSharedThread<PredictShard, PredictShardResult>(task, payload, {
    name: input.silver.key,
    signal,
    onProgress,
  });
  return { arrays: judged, result: toJson(result) };
}
