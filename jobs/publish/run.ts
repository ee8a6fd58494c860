import type { StageContext } from '#jobs/stage-context.ts';
import { goldDayKey, goldShardKey } from '#server/domain/object-keys.ts';
import { SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import { noVerdict } from '#server/domain/verdict.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { type DayVerdict, encodeGold, readGold } from '#server/gateways/parquet/gold-file.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { publishRun } from '#server/services/runs/publish-run.ts';
import type { IndexedVerdict } from '#server/stores/verdicts.ts';

/** Gathers the shards' gold into the day's, then shows it: one transaction indexes the verdicts and moves the pointer. */
export async function runPublish(
  context: StageContext,
  shards: { partitions: readonly number[]; readingsReceived: number },
): Promise<void> {
  const { runId, plantId, day, model, onProgress } = context;
  const store = openObjectStore();
  const verdicts: (IndexedVerdict & DayVerdict)[] = [];
  for (const partition of shards.partitions) {
    const gold = await readGold(store, goldShardKey(plantId, day, runId, partition));
    verdicts.push(...gold.map((verdict) => ({ ...verdict, partition })));
  }
  const { arrays } = await getPlantWithArrays(plantId);
  const heard = new Set(verdicts.map(({ deviceId }) => deviceId));
  const silent = arrays.filter(({ deviceId }) => !heard.has(deviceId));
  verdicts.push(
    ...silent.map(({ deviceId }) => ({
      ...noVerdict(deviceId, 'insufficient_data', 0, 'no readings on this day'),
      day,
      partition: null,
    })),
  );
  await store.put(goldDayKey(plantId, day, runId), encodeGold(verdicts, model.version));
  await publishRun({
    runId,
    plantId,
    day,
    verdicts,
    figures: {
      arrayCount: arrays.length,
      readingsReceived: shards.readingsReceived,
      readingsExpected: arrays.length * SLOTS_PER_DAY,
    },
  });
  onProgress(verdicts.length);
}
