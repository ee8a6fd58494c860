import { decimate, findGaps } from '#components/charts/decimate.ts';
import { type LinearScale, linearScale } from '#components/charts/linear-scale.ts';

export interface SeriesPlot {
  scale: LinearScale;
  /** Poly-lines in CSS pixels as x, y, x, y, ...; one for each stretch without a gap. */
  lines: Float32Array[];
  /** Stretches without a reading, in CSS pixels, wide enough to be seen. */
  gaps: { x: number; width: number }[];
  readings: number;
}

const MIN_GAP_PIXELS = 2;

/**
 * A series as lines in a plot of width x height CSS pixels, decimated to one minimum and maximum a pixel.
 * @param fixed an axis to hold the values to; without one it is made for them
 */
export function prepareSeries(
  values: readonly (number | null)[],
  width: number,
  height: number,
  fixed?: LinearScale,
): SeriesPlot {
  const runs = decimate(values, width);
  let [min, max] = [Infinity, -Infinity];
  for (const run of runs) {
    for (const column of run) {
      min = Math.min(min, column.min);
      max = Math.max(max, column.max);
    }
  }
  const scale = fixed ?? linearScale(min, max);
  const part = (value: number) => Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low)));
  const y = (value: number) => height - part(value) * height;
  const pixelsPerSlot = values.length === 0 ? 0 : width / values.length;
  return {
    scale,
    lines: runs.map((run) =>
      Float32Array.from(run.flatMap((column) => pathOf(column).flatMap((value) => [column.x, y(value)]))),
    ),
    gaps: findGaps(values, Math.max(1, Math.ceil(MIN_GAP_PIXELS / (pixelsPerSlot || 1)))).map(({ from, to }) => ({
      x: from * pixelsPerSlot,
      width: (to - from) * pixelsPerSlot,
    })),
    readings: values.reduce<number>((count, value) => count + (value === null ? 0 : 1), 0),
  };
}

/** In at the first value, out at the last, by way of both extremes; a flat column is one point. */
function pathOf({ min, max, first, last }: { min: number; max: number; first: number; last: number }): number[] {
  if (min === max) return [first];
  const way = first <= last ? [first, min, max, last] : [first, max, min, last];
  return way.filter((value, index) => index === 0 || value !== way[index - 1]);
}
