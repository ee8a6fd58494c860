import type { StageContext } from '#jobs/stage-context.ts';
import { MANIFEST_VERSION, type ManifestSource, type StoredFile } from '#server/domain/manifest.ts';
import { goldDayKey } from '#server/domain/object-keys.ts';
import { SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import { addCounts, emptyShardCounts, type ShardCounts } from '#server/domain/reading-counts.ts';
import { noVerdict } from '#server/domain/verdict.ts';
import { readStoredFile, storedFile, writeManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { type DayVerdict, decodeGold, encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { PARQUET_SCHEMAS } from '#server/gateways/parquet/schemas.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { publishRun } from '#server/services/runs/publish-run.ts';
import type { IndexedVerdict } from '#server/stores/verdicts.ts';

/** What the stages before have left: their files, and what was counted and read. */
export interface RunOutput {
  silver: readonly StoredFile[];
  gold: readonly StoredFile[];
  counts: readonly ShardCounts[];
  source: ManifestSource;
}

/** Gathers the shards' gold into the day's and commits it, then shows it: one transaction indexes and moves the pointer. */
export async function runPublish(context: StageContext, output: RunOutput): Promise<void> {
  const { runId, plantId, day, model, onProgress } = context;
  const { arrays } = await getPlantWithArrays(plantId);
  const verdicts = await gatherVerdicts(day, output.gold, arrays);
  const bytes = encodeGold(verdicts, model.version);
  const key = goldDayKey(plantId, day, runId);
  await openObjectStore('gold').put(key, bytes);
  const dayFile = storedFile({ bucket: 'gold', key, partition: null, rows: verdicts.length }, bytes);
  const counts = output.counts.reduce<ShardCounts>(addCounts, emptyShardCounts());
  await writeManifest({
    manifestVersion: MANIFEST_VERSION,
    runId,
    plantId,
    day,
    modelVersion: model.version,
    schemas: PARQUET_SCHEMAS,
    source: output.source,
    counts,
    verdicts: tally(verdicts),
    files: [dayFile, ...output.gold, ...output.silver],
  });
  await publishRun({
    runId,
    plantId,
    day,
    verdicts,
    figures: {
      arrayCount: arrays.length,
      readingsReceived: counts.received,
      readingsExpected: arrays.length * SLOTS_PER_DAY,
    },
  });
  onProgress(verdicts.length);
}

/** A verdict for every array: those of the shards, and `no_verdict` for the silent ones. */
async function gatherVerdicts(
  day: string,
  gold: readonly StoredFile[],
  arrays: readonly { deviceId: string }[],
): Promise<(IndexedVerdict & DayVerdict)[]> {
  const verdicts: (IndexedVerdict & DayVerdict)[] = [];
  for (const file of gold) {
    const { buffer } = await readStoredFile(file);
    const found = await decodeGold(buffer, file.key);
    verdicts.push(...found.map((verdict) => ({ ...verdict, partition: file.partition })));
  }
  const heard = new Set(verdicts.map(({ deviceId }) => deviceId));
  const silent = arrays.filter(({ deviceId }) => !heard.has(deviceId));
  const unheard = silent.map(({ deviceId }) => ({
    ...noVerdict(deviceId, 'insufficient_data', 0, 'no readings on this day'),
    day,
    partition: null,
    energy: null,
  }));
  return [...verdicts, ...unheard];
}

function tally(verdicts: readonly DayVerdict[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { condition } of verdicts) {
    const name = condition ?? 'no_verdict';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
