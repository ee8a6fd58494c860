import { coverageOf, type DaylightWindow } from '#models/series/daylight.ts';
import { type SeriesGrid, usableSlots } from '#models/series/series-grid.ts';
import type { WaveletPlan } from '#models/wavelet/plan.ts';
import type { Nameplate } from '#server/domain/nameplate.ts';
import type { ReadingCounts } from '#server/domain/reading-counts.ts';
import { fillSeries } from './fill-series.ts';
import { imageOf, type Preprocessing } from './preprocessing.ts';

export interface PreparedArrayDay {
  /** 64 x 64 x 4 pixels, or null when a channel holds no value at all. */
  image: Uint8Array | null;
  /** Part of the daylight slots with a usable reading, 0..1. */
  coverage: number;
  counts: ReadingCounts;
}

/** From an array-day's grid to the image the network sees: coverage, gaps filled and counted, scalogram, pixels. */
export function prepareArrayDay(options: {
  grid: SeriesGrid;
  nameplate: Nameplate;
  daylight: DaylightWindow | null;
  plan: WaveletPlan;
  preprocessing: Preprocessing;
}): PreparedArrayDay {
  const { grid, nameplate, daylight, plan, preprocessing } = options;
  const usable = usableSlots(grid.series);
  const coverage = coverageOf(usable, daylight);
  const missing = usable.reduce((count, slot) => count + (slot ? 0 : 1), 0);
  const filled = fillSeries(grid.series);
  if (!filled) return { image: null, coverage, counts: { ...grid.counts, missing } };
  return {
    image: imageOf(plan, preprocessing, nameplate, filled.series),
    coverage,
    counts: { ...grid.counts, missing, interpolated: filled.interpolated, held: filled.held },
  };
}
