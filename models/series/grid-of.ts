import type { ArraySeries } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { SeriesGrid } from './series-grid.ts';

/** Lays readings on the grid one by one as ingest does: the same slots, limits and counts. */
export function gridOf(series: ArraySeries, nameplate: Nameplate): SeriesGrid {
  const grid = new SeriesGrid(0, nameplate);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const values = [series.voltage, series.current, series.temperature, series.irradiance].map(
      (channel) => channel[slot] ?? Number.NaN,
    ) as [number, number, number, number];
    // A slot in which the array sent nothing has no reading at all.
    if (values.some((value) => !Number.isNaN(value))) grid.add(slot * SLOT_SECONDS * 1000, ...values);
  }
  return grid;
}
