import { type SeriesGrid, usableSlots } from '#models/series/series-grid.ts';
import type { WaveletPlan } from '#models/wavelet/plan.ts';
import type { Nameplate } from '#server/domain/nameplate.ts';
import type { ReadingCounts } from '#server/domain/reading-counts.ts';
import { fillSeries } from './fill-series.ts';
import { imageOf, type Preprocessing } from './preprocessing.ts';

export interface PreparedArrayDay {
  /** 64 x 64 x 4 pixels, or null when a channel holds no value at all. */
  image: Uint8Array | null;
  counts: ReadingCounts;
}

/** From an array-day's grid to the image the network sees: gaps filled and counted, scalogram, pixels. */
export function prepareArrayDay(options: {
  grid: SeriesGrid;
  nameplate: Nameplate;
  plan: WaveletPlan;
  preprocessing: Preprocessing;
}): PreparedArrayDay {
  const { grid, nameplate, plan, preprocessing } = options;
  const usable = usableSlots(grid.series);
  const missing = usable.reduce((count, slot) => count + (slot ? 0 : 1), 0);
  const filled = fillSeries(grid.series);
  if (!filled) return { image: null, counts: { ...grid.counts, missing } };
  return {
    image: imageOf(plan, preprocessing, nameplate, filled.series),
    counts: { ...grid.counts, missing, interpolated: filled.interpolated, held: filled.held },
  };
}
