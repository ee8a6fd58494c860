import { plantDayStartMs } from '#domain/plant-day.ts';
import { defineStage } from '#jobs/pipeline/stage.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import { type IngestResult, ingest as rules } from '#server/services/runs/stages/ingest.ts';
import { ARRAY_WORK, type IngestShard } from './payload.ts';

const TASK = new URL('./shard-task.ts', import.meta.url);

/** Readings of a partition -> silver. */
export const ingest = defineStage({
  ...rules,
  run: async ({ shard: { runId, fence }, input, plantId, day, plant, arrays, onProgress, runTask }) => {
    const payload: IngestShard = {
      plantId,
      day,
      dayStartMs: plantDayStartMs(day, plant.utcOffsetMinutes),
      runId,
      fence,
      shard: input,
      arrays: arrays.map(({ deviceId, nameplate }) => ({ deviceId, nameplate })),
    };
    const result = await runTask<IngestShard, IngestResult>(TASK, payload, {
      name: openReadingsSource(plantId).nameOf(day, input),
      onProgress: (work, total) => onProgress(Math.min(total || arrays.length, Math.floor(work / ARRAY_WORK)), total),
    });
    return { arrays: result.deviceIds.length, result, counts: result.counts };
  },
});
