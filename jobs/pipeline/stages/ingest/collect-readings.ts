import { printable } from '#domain/printable.ts';
import { ingestedReadings } from '#domain/reading-counts.ts';
import { SeriesGrid } from '#models/series/series-grid.ts';
import type { ReadingBatch } from '#server/gateways/readings/readings-source.ts';
import type { RegisteredArray } from './payload.ts';

export interface CollectedReadings {
  /** One grid for each registered array with a reading of the day. */
  grids: Map<string, SeriesGrid>;
  unknownDevices: Set<string>;
  unknownReadings: number;
  /** Readings of registered arrays that sent nothing of this day: all of them are of another one. */
  strayReadings: number;
}

/** Unregistered devices that are told by name, and characters of a name. */
const MAX_UNKNOWN = 10_000;
const LONGEST_NAME = 64;

/** Lays the readings of a shard on the grids of their arrays; those of unregistered devices are counted. */
export async function collectReadings(
  batches: AsyncIterable<ReadingBatch>,
  arrays: readonly RegisteredArray[],
  dayStartMs: number,
): Promise<CollectedReadings> {
  const nameplateOf = new Map(arrays.map(({ deviceId, nameplate }) => [deviceId, nameplate]));
  const grids = new Map<string, SeriesGrid>();
  const unknownDevices = new Set<string>();
  let unknownReadings = 0;
  for await (const batch of batches) {
    const { count, deviceIds, timestampsMs, voltage, current, temperature, irradiance } = batch;
    for (let i = 0; i < count; i++) {
      const deviceId = deviceIds[i] ?? '';
      let grid = grids.get(deviceId);
      if (!grid) {
        const nameplate = nameplateOf.get(deviceId);
        if (!nameplate) {
          // Names are for people; a file of strangers alone must not fill the memory with them.
          if (unknownDevices.size < MAX_UNKNOWN) unknownDevices.add(printable(deviceId.slice(0, LONGEST_NAME)));
          unknownReadings++;
          continue;
        }
        grid = new SeriesGrid(dayStartMs, nameplate);
        grids.set(deviceId, grid);
      }
      grid.add(
        timestampsMs[i] ?? Number.NaN,
        voltage[i] ?? Number.NaN,
        current[i] ?? Number.NaN,
        temperature[i] ?? Number.NaN,
        irradiance[i] ?? Number.NaN,
      );
    }
  }
  let strayReadings = 0;
  for (const [deviceId, { counts }] of grids) {
    if (ingestedReadings(counts) > 0) continue;
    strayReadings += counts.received;
    grids.delete(deviceId);
  }
  return { grids, unknownDevices, unknownReadings, strayReadings };
}
