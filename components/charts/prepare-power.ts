import { type LinearScale, linearScale } from '#components/charts/linear-scale.ts';
import { type TimeWindow, valuesWithin } from '#components/charts/time-window.ts';
import type { PowerView } from '#domain/array-insight.ts';

/** Expected and measured power at one pixel column, CSS pixels from the top. */
export interface PowerColumn {
  x: number;
  expected: number;
  measured: number;
}

export interface BandColumn {
  x: number;
  lower: number;
  median: number;
  upper: number;
}

export interface PowerPlot {
  scale: LinearScale;
  /** Stretches with good data, left to right. */
  runs: PowerColumn[][];
  bandRuns: BandColumn[][];
}

/** Two pixels: the lines stay apart from the noise between two readings. */
const COLUMN_PIXELS = 2;

type Values = readonly (number | null)[];

/** The powers of the window in kW as means over pixel columns in a plot of width x height CSS pixels; a gap stays a gap. */
export function preparePower(view: PowerView, window: TimeWindow, width: number, height: number): PowerPlot {
  const within = (values: Values) => valuesWithin(values, window);
  const columns = Math.max(1, Math.floor(width / COLUMN_PIXELS));
  const powers = meansOf([within(view.expected), within(view.measured)], columns, width);
  const { band } = view;
  const bands = band ? meansOf([within(band.lower), within(band.median), within(band.upper)], columns, width) : [];
  const all = [...powers, ...bands].flatMap((run) => run.flatMap(({ values }) => values));
  const scale = linearScale(0, Math.max(0.1, ...all) / 1000);
  const y = (watts: number | undefined) =>
    height - (((watts ?? 0) / 1000 - scale.low) / (scale.high - scale.low)) * height;
  return {
    scale,
    runs: powers.map((run) =>
      run.map(({ x, values: [expected, measured] }) => ({ x, expected: y(expected), measured: y(measured) })),
    ),
    bandRuns: bands.map((run) =>
      run.map(({ x, values: [lower, median, upper] }) => ({ x, lower: y(lower), median: y(median), upper: y(upper) })),
    ),
  };
}

/** Means of several series over columns; a run ends where one of them has no value. At most one column a value. */
function meansOf(series: readonly Values[], wanted: number, width: number): { x: number; values: number[] }[][] {
  const length = series[0]?.length ?? 0;
  const columns = Math.min(wanted, length);
  const runs: { x: number; values: number[] }[][] = [];
  let run: { x: number; values: number[] }[] | null = null;
  for (let column = 0; column < columns; column++) {
    const [from, to] = [Math.floor((column * length) / columns), Math.floor(((column + 1) * length) / columns)];
    const means = series.map((values) => {
      const present = values.slice(from, to).filter((value) => value !== null);
      return present.length > 0 ? present.reduce((sum, value) => sum + value, 0) / present.length : null;
    });
    const values = means.filter((mean) => mean !== null);
    if (values.length < series.length) {
      run = null;
      continue;
    }
    const mean = { x: ((column + 0.5) / columns) * width, values };
    if (run === null) {
      run = [mean];
      runs.push(run);
    } else {
      run.push(mean);
    }
  }
  return runs;
}
