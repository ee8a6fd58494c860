import { z } from 'zod';
import { type ArraySeries, CHANNELS } from '#domain/channels.ts';
import { type ReadingCounts, readingCountsSchema } from '#domain/reading-counts.ts';
import { emptySeries } from '#models/series/series-grid.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { encodeWindow, readWindow, type WindowFile } from '#server/gateways/window-file.ts';
import type { PartitionDay, PartitionState } from './partition-day.ts';

const count = z.number().int().nonnegative();
/** JSON has no NaN and no infinity. */
const value = z
  .number()
  .nullable()
  .transform((found) => found ?? Number.NaN);

const stateSchema = z.object({
  day: z.string(),
  closedSlots: count,
  messages: count,
  counts: z.object({ late: count, ahead: count, unregistered: count, quarantined: count }),
  devices: z.array(
    z.object({
      deviceId: z.string(),
      latestMs: z
        .number()
        .nullable()
        .transform((found) => found ?? Number.NEGATIVE_INFINITY),
      heard: count,
      counts: readingCountsSchema,
    }),
  ),
  open: z.array(z.tuple([count, count, value, value, value, value])),
});

/** An array of a partition as its window files have it. */
export interface StoredDay {
  deviceId: string;
  series: ArraySeries;
  counts: ReadingCounts;
}

/** What the window that was just closed adds to a partition's day, with all that reading goes on with. */
export function encodeClosed(day: PartitionDay, windowSlots: number): Promise<Uint8Array> {
  const to = day.closedSlots;
  const from = to - windowSlots;
  const grids = day.grids();
  const values = new Float32Array(grids.length * CHANNELS.length * windowSlots);
  grids.forEach(({ grid }, index) => {
    CHANNELS.forEach((channel, place) => {
      values.set(grid.series[channel].subarray(from, to), (index * CHANNELS.length + place) * windowSlots);
    });
  });
  return encodeWindow({ from, to, deviceIds: grids.map(({ deviceId }) => deviceId), values, state: day.state() });
}

/** The day so far of a partition out of its window files, oldest first, and the state at the end of the last one. */
export async function readDaySoFar(keys: readonly string[]): Promise<{ arrays: StoredDay[]; state: PartitionState }> {
  const store = openObjectStore('silver');
  const seriesOf = new Map<string, ArraySeries>();
  let last: WindowFile | undefined;
  for (const key of keys) {
    last = await readWindow(store, key);
    lay(last, seriesOf);
  }
  const state = stateSchema.parse(last?.state);
  const arrays = state.devices.flatMap(({ deviceId, counts }) => {
    const series = seriesOf.get(deviceId);
    return series ? [{ deviceId, series, counts }] : [];
  });
  return { arrays, state };
}

function lay({ from, to, deviceIds, values }: WindowFile, seriesOf: Map<string, ArraySeries>): void {
  const slots = to - from;
  deviceIds.forEach((deviceId, index) => {
    const series = seriesOf.get(deviceId) ?? emptySeries();
    seriesOf.set(deviceId, series);
    CHANNELS.forEach((channel, place) => {
      const at = (index * CHANNELS.length + place) * slots;
      series[channel].set(values.subarray(at, at + slots), from);
    });
  });
}
