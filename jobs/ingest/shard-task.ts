import { countDone, threadTask } from '#jobs/thread-pool.ts';
import { prepareArrayDay } from '#models/classifier/prepare-array-day.ts';
import { parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { daylightWindow } from '#models/series/daylight.ts';
import type { SeriesGrid } from '#models/series/series-grid.ts';
import { silverShardKey } from '#server/domain/object-keys.ts';
import { addCounts, emptyCounts } from '#server/domain/reading-counts.ts';
import type { SilverRow } from '#server/domain/silver.ts';
import { messageOf } from '#server/errors.ts';
import { storedFile } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { encodeSilver } from '#server/gateways/parquet/silver-file.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import { collectReadings } from './collect-readings.ts';
import type { IngestShard, IngestShardResult } from './definition.ts';

/** In a worker thread: readings of one partition -> grid -> scalogram image -> silver Parquet. */
export const run = threadTask(async (payload: IngestShard, counter): Promise<IngestShardResult> => {
  const { plantId, day, dayStartMs, runId, partition, arrays, modelVersion, preprocessingJson } = payload;
  const batches = openReadingsSource(plantId).read(day, partition);
  const { grids, unknownDevices, unknownReadings } = await collectReadings(batches, arrays, dayStartMs);

  const preprocessing = parsePreprocessing(preprocessingJson);
  const plan = planOf(preprocessing);
  const nameplateOf = new Map(arrays.map(({ deviceId, nameplate }) => [deviceId, nameplate]));
  const daylight = daylightWindow([...grids.values()].map((grid) => grid.series.irradiance));
  const rows: SilverRow[] = [];
  for (const [deviceId, grid] of grids) {
    const nameplate = nameplateOf.get(deviceId);
    if (!nameplate) continue;
    const prepared = guarded(grid, () => prepareArrayDay({ grid, nameplate, daylight, plan, preprocessing }));
    rows.push({ deviceId, series: grid.series, ...prepared });
    countDone(counter);
  }
  const silver = encodeSilver(rows, { day, modelVersion, preprocessingJson });
  const key = silverShardKey(plantId, day, runId, partition);
  await openObjectStore('silver').put(key, silver);
  return {
    partition,
    file: storedFile({ bucket: 'silver', key, partition, rows: rows.length }, silver),
    deviceIds: rows.map((row) => row.deviceId),
    counts: rows.map((row) => row.counts).reduce(addCounts, emptyCounts()),
    unknownDevices: [...unknownDevices].sort(),
    unknownReadings,
    failed: rows.filter((row) => row.error !== null).length,
  };
});

type Prepared = Pick<SilverRow, 'image' | 'coverage' | 'counts' | 'error'>;

/** One array that fails does not fail its shard: its row says why instead. */
function guarded(grid: SeriesGrid, prepare: () => Omit<Prepared, 'error'>): Prepared {
  try {
    return { ...prepare(), error: null };
  } catch (error) {
    return { image: null, coverage: 0, counts: grid.counts, error: messageOf(error) };
  }
}
