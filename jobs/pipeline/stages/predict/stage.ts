import { defineStage } from '#jobs/pipeline/stage.ts';
import { HeliographError } from '#server/errors.ts';
import { isSilverOfKeyRemoved } from '#server/services/housekeeping/silver-removed.ts';
import { predict as rules } from '#server/services/runs/stages/predict.ts';
import type { PredictShard, PredictShardResult } from './payload.ts';

const TASK = new URL('./shard-task.ts', import.meta.url);

/** Silver of a partition -> gold. */
export const predict = defineStage({
  ...rules,
  run: async ({ shard: { runId, partition, fence }, input, ...context }) => {
    const { plantId, day, arrays, onProgress, runTask } = context;
    const { version, topologyJson, weights, calibration, preprocessingJson } = await context.model();
    // Asked now that this run's row is there: from then on housekeeping takes nothing of the day.
    if (await isSilverOfKeyRemoved(context.services.db, input.silver.key)) {
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
      doubts: await context.doubts(),
      model: { version, topologyJson, weights, calibration, preprocessingJson },
      ...input,
    };
    const { arrays: judged, ...result } = await runTask<PredictShard, PredictShardResult>(TASK, payload, {
      name: input.silver.key,
      onProgress,
    });
    return { arrays: judged, result };
  },
});
