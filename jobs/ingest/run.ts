import { runOnSharedThread } from '#jobs/thread-pool.ts';
import type { ShardContext } from '#jobs/worker/shard-context.ts';
import { plantDayStartMs } from '#server/domain/plant-day.ts';
import { type IngestResult, ingestInputSchema } from '#server/domain/shard-results.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import type { ShardOutcome } from '#server/services/runs/complete-shard.ts';
import { preprocessingDigest } from '#server/services/runs/plan-run.ts';
import { toJson } from '#server/stores/shards.ts';
import { ARRAY_WORK, type IngestShard, type IngestShardResult } from './definition.ts';

/** Readings of a partition -> silver, on a thread. */
export async function runIngest(context: ShardContext): Promise<ShardOutcome> {
  const { shard, plantId, day, plant, arrays, signal, onProgress } = context;
  const model = await context.model();
  const payload: IngestShard = {
    plantId,
    day,
    dayStartMs: plantDayStartMs(day, plant.utcOffsetMinutes),
    runId: shard.runId,
    fence: shard.fence,
    shard: ingestInputSchema.parse(shard.input),
    arrays: arrays.map(({ deviceId, nameplate }) => ({ deviceId, nameplate })),
    modelVersion: model.version,
    preprocessingJson: model.preprocessingJson,
  };
  const task = new URL('./shard-task.ts', import.meta.url);
  const found = await runOnSharedThread<IngestShard, IngestShardResult>(task, payload, {
    name: openReadingsSource(plantId).nameOf(day, payload.shard),
    signal,
    onProgress: (work, total) => onProgress(Math.min(total || arrays.length, Math.floor(work / ARRAY_WORK)), total),
  });
  const result: IngestResult = { ...found, preprocessingSha256: preprocessingDigest(model) };
  return { arrays: found.deviceIds.length, result: toJson(result), counts: toJson(found.counts) };
}
