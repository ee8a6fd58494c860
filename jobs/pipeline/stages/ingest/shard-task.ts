import type { Nameplate } from '#domain/nameplate.ts';
import { silverShardKey, sketchShardKey } from '#domain/object-keys.ts';
import { addCounts, emptyShardCounts, readMessages, type ShardCounts } from '#domain/reading-counts.ts';
import type { SilverRow } from '#domain/silver.ts';
import { countDone, countTotal, threadTask } from '#jobs/process/thread-pool.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { fillCounts } from '#models/operation/fill-counts.ts';
import { addToSketch, emptySketch, facingOf, type PeerSketch } from '#models/operation/peer-sketch.ts';
import { countDaylight } from '#models/series/daylight.ts';
import type { SeriesGrid } from '#models/series/series-grid.ts';
import { messageOf } from '#server/errors.ts';
import { storedFile } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { encodeSilver } from '#server/gateways/parquet/silver-file.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import type { ReadingBatch } from '#server/gateways/readings/readings-source.ts';
import { encodeSketch } from '#server/gateways/sketch-file.ts';
import type { IngestResult } from '#server/services/runs/stages/ingest.ts';
import { collectReadings } from './collect-readings.ts';
import { GRID_WORK, type IngestShard } from './payload.ts';
import { ShardQuarantine } from './shard-quarantine.ts';

/** In a worker thread: readings of one partition -> grid -> silver Parquet, and the counts of its arrays' ratios. */
export const run = threadTask(async (payload: IngestShard, counter): Promise<IngestResult> => {
  const { plantId, day, dayStartMs, runId, fence, shard, arrays } = payload;
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

  const nameplateOf = new Map(arrays.map(({ deviceId, nameplate }) => [deviceId, nameplate]));
  const sketch = emptySketch();
  const rows: SilverRow[] = [];
  for (const [deviceId, grid] of grids) {
    const nameplate = nameplateOf.get(deviceId);
    if (!nameplate) continue;
    rows.push({ deviceId, series: grid.series, ...sketched(grid, nameplate, sketch) });
    countDone(counter, GRID_WORK);
  }
  const daylight = countDaylight([...grids.values()].map((grid) => grid.series.irradiance));
  const silver = encodeSilver(rows, day);
  const key = silverShardKey(plantId, day, runId, partition, fence);
  await openObjectStore('silver').put(key, silver);
  const counts = await encodeSketch(sketch);
  const sketchKey = sketchShardKey(plantId, day, runId, partition, fence);
  await openObjectStore('silver').put(sketchKey, counts);
  const file = { bucket: 'silver', partition, rows: rows.length } as const;
  return {
    offsets: shard.offsets,
    file: storedFile({ ...file, key }, silver),
    sketch: storedFile({ ...file, key: sketchKey, content: 'sketch' }, counts),
    deviceIds: rows.map((row) => row.deviceId),
    counts: rows.reduce((total, row) => addCounts(total, row.counts), outside),
    daylight: { seen: [...daylight.seen], lit: [...daylight.lit] },
    unknownDevices: [...unknownDevices].sort(),
    failed: rows.filter((row) => row.error !== null).length,
  };
});

/** A shard is read before its first array is counted: its readings are progress too. */
async function* counted(batches: AsyncIterable<ReadingBatch>, counter: Int32Array): AsyncGenerator<ReadingBatch> {
  for await (const batch of batches) {
    countDone(counter, batch.count);
    yield batch;
  }
}

/** Counts an array's gaps and its ratios. One that fails does not fail its shard: its row says why instead. */
function sketched(grid: SeriesGrid, nameplate: Nameplate, sketch: PeerSketch): Pick<SilverRow, 'counts' | 'error'> {
  try {
    const operation = arrayOperationOf(grid.series, nameplate);
    if (operation) addToSketch(sketch, facingOf(operation), operation);
    return { counts: { ...grid.counts, ...fillCounts(grid.series, operation?.completed ?? null) }, error: null };
  } catch (error) {
    return { counts: grid.counts, error: messageOf(error) };
  }
}
