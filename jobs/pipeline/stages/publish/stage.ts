import { MANIFEST_VERSION, type ManifestSource, type StoredFile } from '#domain/manifest.ts';
import { goldDayKey } from '#domain/object-keys.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { addCounts, emptyShardCounts, ingestedReadings, type ShardCounts } from '#domain/reading-counts.ts';
import { noVerdict } from '#domain/verdict.ts';
import { defineStage, type ShardContext, type StageOutcome } from '#jobs/pipeline/stage.ts';
import { readStoredFile, storedFile, writeManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { type DayVerdict, decodeGold, encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { PARQUET_SCHEMAS } from '#server/gateways/parquet/schemas.ts';
import { listStageResults } from '#server/services/runs/list-stage-results.ts';
import { showVerdicts } from '#server/services/runs/show-verdicts.ts';
import { type IngestResult, ingest as ingestRules } from '#server/services/runs/stages/ingest.ts';
import { predict as predictRules } from '#server/services/runs/stages/predict.ts';
import { publish as rules } from '#server/services/runs/stages/publish.ts';
import type { IndexedVerdict } from '#server/stores/verdicts.ts';

/** Gathers the shards' gold into the day's and commits it; what shows it happens in the transaction that ends the shard. */
export const publish = defineStage({ ...rules, run: publishDay });

async function publishDay(context: ShardContext<unknown>): Promise<StageOutcome<Record<string, never>>> {
  const { services, shard, plantId, day, arrays, onProgress } = context;
  const { runId, fence } = shard;
  const { version: modelVersion } = await context.model();
  const ingested = await listStageResults(services, runId, ingestRules);
  const predicted = await listStageResults(services, runId, predictRules);
  const gold = predicted.map(({ file }) => file);
  const verdicts = await gatherVerdicts(day, gold, arrays);
  const bytes = encodeGold(verdicts, modelVersion);
  const key = goldDayKey(plantId, day, runId, fence);
  await openObjectStore('gold').put(key, bytes);
  onProgress(verdicts.length, verdicts.length);
  const dayFile = storedFile({ bucket: 'gold', key, partition: null, rows: verdicts.length }, bytes);
  const counts = ingested.map((result) => result.counts).reduce<ShardCounts>(addCounts, emptyShardCounts());
  await writeManifest({
    manifestVersion: MANIFEST_VERSION,
    runId,
    plantId,
    day,
    modelVersion,
    schemas: PARQUET_SCHEMAS,
    source: sourceOf(ingested),
    counts,
    verdicts: tally(verdicts),
    files: [dayFile, ...predicted.flatMap(({ file, scalograms }) => [file, scalograms]), ...ingested.flatMap(silverOf)],
  });
  const figures = {
    arrayCount: arrays.length,
    readingsReceived: ingestedReadings(counts),
    readingsExpected: arrays.length * SLOTS_PER_DAY,
  };
  return {
    arrays: verdicts.length,
    result: {},
    alongside: (db) => showVerdicts({ ...services, db }, { runId, plantId, day, verdicts, figures }),
  };
}

function silverOf({ file, sketch }: IngestResult): StoredFile[] {
  return [file, sketch];
}

/** Where the readings of a run came from. */
function sourceOf(ingested: readonly (IngestResult & { partition: number })[]): ManifestSource {
  return {
    kind: ingested.some(({ offsets }) => offsets) ? 'kafka' : 'files',
    partitions: ingested.map(({ partition, offsets }) => ({
      partition: offsets?.partition ?? partition,
      ...(offsets && { topic: offsets.topic, firstOffset: String(offsets.begin), endOffset: String(offsets.end) }),
    })),
  };
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
    ...noVerdict({ deviceId, coverage: 0, evidence: null }, 'insufficient_data', 'no readings on this day'),
    day,
    partition: null,
    energy: null,
    profile: null,
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
