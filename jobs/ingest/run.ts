import type { StageContext } from '#jobs/stage-context.ts';
import { runOnThreads } from '#jobs/thread-pool.ts';
import type { ManifestSource } from '#server/domain/manifest.ts';
import { plantDayStartMs } from '#server/domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { noteRun } from '#server/services/runs/note-run.ts';
import { recordShard } from '#server/services/runs/record-shard.ts';
import { ARRAY_WORK, type IngestShard, type IngestShardResult } from './definition.ts';

/** Readings -> silver, one shard a partition, on all threads. */
export async function runIngest(context: StageContext): Promise<IngestShardResult[]> {
  const { runId, plantId, day, model, signal, onProgress } = context;
  const { plant, arrays } = await getPlantWithArrays(plantId);
  const dayStartMs = plantDayStartMs(day, plant.utcOffsetMinutes);
  const shards = await openReadingsSource(plantId).shardsOf({ day, startMs: dayStartMs }, signal);
  if (shards.length === 0) throw new HeliographError('no_data', `there are no readings of ${day} to ingest`);

  const startedAt = new Date();
  const results = await runOnThreads<IngestShard, IngestShardResult>({
    task: new URL('./shard-task.ts', import.meta.url),
    payloads: shards.map((shard) => ({
      plantId,
      day,
      dayStartMs,
      runId,
      shard,
      arrays: arrays.map(({ deviceId, nameplate }) => ({ deviceId, nameplate })),
      modelVersion: model.version,
      preprocessingJson: model.preprocessingJson,
    })),
    onProgress: (work) => onProgress(Math.min(arrays.length, Math.floor(work / ARRAY_WORK))),
    signal,
  });
  for (const { partition, deviceIds, counts } of results) {
    await recordShard(runId, 'ingest', startedAt, { partition, arrays: deviceIds.length, counts });
  }
  refuseSplitArrays(results);
  await noteOddities(runId, results);
  return results;
}

/** Where the readings of a run came from, for its manifest. */
export function sourceOf(results: readonly IngestShardResult[]): ManifestSource {
  return {
    kind: results.some(({ offsets }) => offsets) ? 'kafka' : 'files',
    partitions: results.map(({ partition, offsets }) => ({
      partition: offsets?.partition ?? partition,
      ...(offsets && { topic: offsets.topic, firstOffset: String(offsets.begin), endOffset: String(offsets.end) }),
    })),
  };
}

/** An array whose readings are in two partitions would get two verdicts: the producer's keys are wrong. */
function refuseSplitArrays(results: readonly IngestShardResult[]): void {
  const partitionOf = new Map<string, number>();
  for (const { partition, deviceIds } of results) {
    for (const deviceId of deviceIds) {
      const other = partitionOf.get(deviceId);
      if (other !== undefined) {
        throw new HeliographError(
          'invalid_input',
          `readings of ${deviceId} are in partitions ${other} and ${partition}: the key of a message must be its deviceId`,
        );
      }
      partitionOf.set(deviceId, partition);
    }
  }
}

async function noteOddities(runId: string, results: readonly IngestShardResult[]): Promise<void> {
  const unknown = [...new Set(results.flatMap((result) => result.unknownDevices))];
  if (unknown.length > 0) {
    const readings = results.reduce((sum, result) => sum + result.counts.unregistered, 0);
    const names = `${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ', ...' : ''}`;
    const message = `${readings} readings of ${unknown.length} devices that are not registered were left out: ${names}`;
    await noteRun(runId, { level: 'warning', stage: 'ingest', message });
  }
  const quarantined = results.reduce((sum, result) => sum + result.counts.quarantined, 0);
  if (quarantined > 0) {
    const message = `${quarantined} messages are no readings: npm run quarantine -- --run ${runId} shows them`;
    await noteRun(runId, { level: 'warning', stage: 'ingest', message });
  }
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  if (failed > 0) {
    await noteRun(runId, { level: 'warning', stage: 'ingest', message: `${failed} arrays could not be processed` });
  }
}
