import type { ShardContext } from '#jobs/pipeline/worker/shard-context.ts';
import { runOnSharedThread } from '#jobs/process/thread-pool.ts';
import { plantDayStartMs } from '#server/domain/plant-day.ts';
import { ingestInputSchema } from '#server/domain/shard-results.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import type { ShardOutcome } from '#server/services/runs/complete-shard.ts';
import { toJson } from '#server/stores/shards.ts';
import { ARRAY_WORK, type IngestShard, type IngestShardResult } from './definition.ts';

/** Readings of a partition -> silver, on a thread. */
export async function runIngest(context: ShardContext): Promise<ShardOutcome> {
  const { shard, plantId, day, plant, arrays, signal, onProgress } = context;
  const payload: IngestShard = {
    plantId,
    day,
    dayStartMs: plantDayStartMs(day, plant.utcOffsetMinutes),
    runId: shard.runId,
    fence: shard.fence,
    shard: ingestInputSchema.parse(shard.input),
    arrays: arrays.map(({ deviceId, nameplate }) => ({ deviceId, nameplate })),
  };
  const task = new URL('./shard-task.ts', import.meta.url);
  const result = await runOnSharedThread<IngestShard, IngestShardResult>(task, payload, {
    name: openReadingsSource(plantId).nameOf(day, payload.shard),
    signal,
    onProgress: (work, total) => onProgress(Math.min(total || arrays.length, Math.floor(work / ARRAY_WORK)), total),
  });
  return { arrays: result.deviceIds.length, result: toJson(result), counts: toJson(result.counts) };
}
