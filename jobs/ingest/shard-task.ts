import { countDone, countTotal, threadTask } from '#jobs/thread-pool.ts';
import { prepareArrayDay } from '#models/classifier/prepare-array-day.ts';
import { parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { countDaylight } from '#models/series/daylight.ts';
import type { SeriesGrid } from '#models/series/series-grid.ts';
import { silverShardKey } from '#server/domain/object-keys.ts';
import { addCounts, emptyShardCounts, readMessages, type ShardCounts } from '#server/domain/reading-counts.ts';
import type { SilverRow } from '#server/domain/silver.ts';
import { messageOf } from '#server/errors.ts';
import { storedFile } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { encodeSilver } from '#server/gateways/parquet/silver-file.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import type { ReadingBatch } from '#server/gateways/readings/readings-source.ts';
import { collectReadings } from './collect-readings.ts';
import { IMAGE_WORK, type IngestShard, type IngestShardResult } from './definition.ts';
import { ShardQuarantine } from './shard-quarantine.ts';

/** In a worker thread: readings of one partition -> grid -> scalogram image -> silver Parquet. */
export const run = threadTask(async (payload: IngestShard, counter): Promise<IngestShardResult> => {
  const { plantId, day, dayStartMs, runId, fence, shard, arrays, modelVersion, preprocessingJson } = payload;
  const { partition } = shard;
  const quarantine = new ShardQuarantine(openObjectStore('log'), payload);
  const batches = counted(
    openReadingsSource(plantId).read({ day, startMs: dayStartMs }, shard, quarantine.add),
    counter,
  );
  const { grids, unknownDevices, unknownReadings, strayReadings } = await collectReadings(batches, arrays, dayStartMs);
  const outside: ShardCounts = {
    ...emptyShardCounts(),
    received: strayReadings,
    outsideDay: strayReadings,
    unregistered: unknownReadings,
    quarantined: quarantine.count,
  };
  countTotal(counter, grids.size);
  const received = [...grids.values()].reduce((sum, grid) => sum + grid.counts.received, 0);
  await quarantine.close(received + readMessages(outside));

  const preprocessing = parsePreprocessing(preprocessingJson);
  const plan = planOf(preprocessing);
  const nameplateOf = new Map(arrays.map(({ deviceId, nameplate }) => [deviceId, nameplate]));
  const rows: SilverRow[] = [];
  for (const [deviceId, grid] of grids) {
    const nameplate = nameplateOf.get(deviceId);
    if (!nameplate) continue;
    const prepared = guarded(grid, () => prepareArrayDay({ grid, nameplate, plan, preprocessing }));
    rows.push({ deviceId, series: grid.series, ...prepared });
    countDone(counter, IMAGE_WORK);
  }
  const daylight = countDaylight([...grids.values()].map((grid) => grid.series.irradiance));
  const silver = encodeSilver(rows, { day, modelVersion, preprocessingJson });
  const key = silverShardKey(plantId, day, runId, partition, fence);
  await openObjectStore('silver').put(key, silver);
  return {
    offsets: shard.offsets,
    file: storedFile({ bucket: 'silver', key, partition, rows: rows.length }, silver),
    deviceIds: rows.map((row) => row.deviceId),
    counts: rows.reduce((total, row) => addCounts(total, row.counts), outside),
    daylight: { seen: [...daylight.seen], lit: [...daylight.lit] },
    unknownDevices: [...unknownDevices].sort(),
    failed: rows.filter((row) => row.error !== null).length,
  };
});

/** A shard is read before its first image is made: its readings are progress too. */
async function* counted(batches: AsyncIterable<ReadingBatch>, counter: Int32Array): AsyncGenerator<ReadingBatch> {
  for await (const batch of batches) {
    countDone(counter, batch.count);
    yield batch;
  }
}

type Prepared = Pick<SilverRow, 'image' | 'counts' | 'error'>;

/** One array that fails does not fail its shard: its row says why instead. */
function guarded(grid: SeriesGrid, prepare: () => Omit<Prepared, 'error'>): Prepared {
  try {
    return { ...prepare(), error: null };
  } catch (error) {
    return { image: null, counts: grid.counts, error: messageOf(error) };
  }
}
