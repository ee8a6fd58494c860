import { type LinearScale, linearScale } from '#components/charts/linear-scale.ts';
import { prepareSeries, type SeriesPlot } from '#components/charts/prepare-series.ts';
import { type TimeWindow, valuesWithin } from '#components/charts/time-window.ts';
import type { OperationView } from '#domain/operation-view.ts';

export interface RatioPlot {
  scale: LinearScale;
  voltage: SeriesPlot['lines'];
  current: SeriesPlot['lines'];
  /** The neighbours' medians; empty without neighbours. */
  neighbourVoltage: SeriesPlot['lines'];
  neighbourCurrent: SeriesPlot['lines'];
  /** Where a ratio of 1 lies, CSS pixels from the top. */
  one: number;
}

/** Ratios beyond are drawn at the edge: at dawn next to nothing is divided by next to nothing. */
const HIGHEST = 1.3;

/** The two ratios of the window, and the neighbours' medians, in a plot of width x height CSS pixels. */
export function prepareRatios(view: OperationView, window: TimeWindow, width: number, height: number): RatioPlot {
  const scale = linearScale(0, HIGHEST);
  const lines = (values: readonly (number | null)[] | undefined) =>
    values ? prepareSeries(valuesWithin(values, window), width, height, scale).lines : [];
  return {
    scale,
    voltage: lines(view.voltage),
    current: lines(view.current),
    neighbourVoltage: lines(view.neighbours?.voltage),
    neighbourCurrent: lines(view.neighbours?.photocurrent),
    one: height - ((1 - scale.low) / (scale.high - scale.low)) * height,
  };
}
