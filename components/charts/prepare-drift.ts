import type { SparkPoint } from '#components/charts/prepare-sparkline.ts';

/** A small chart of how two ratios drift over days. */
export interface DriftPlot {
  voltage: SparkPoint[][];
  current: SparkPoint[][];
  /** Where a ratio of 1 lies. */
  one: number;
  low: number;
  high: number;
}

interface DriftDay {
  scaleVoltage: number | null;
  scaleCurrent: number | null;
}

/** A drift of less than this is drawn flat rather than blown up. */
const LEAST_SPAN = 0.1;

/** The drifts of days, oldest first, in a box of width x height; days without one are gaps. Null where no day has one. */
export function prepareDrift(days: readonly DriftDay[], width: number, height: number): DriftPlot | null {
  const known = days
    .flatMap(({ scaleVoltage, scaleCurrent }) => [scaleVoltage, scaleCurrent])
    .filter((x) => x !== null);
  if (known.length === 0) return null;
  const [least, most] = [Math.min(1, ...known), Math.max(1, ...known)];
  const margin = Math.max(0, LEAST_SPAN - (most - least)) / 2;
  const [low, high] = [least - margin, most + margin];
  const step = days.length > 1 ? width / (days.length - 1) : 0;
  const y = (ratio: number) => height - ((ratio - low) / (high - low)) * height;
  const lines = (ratioOf: (day: DriftDay) => number | null) => {
    const found: SparkPoint[][] = [];
    days.forEach((day, index) => {
      const value = ratioOf(day);
      if (value === null) return;
      const before = days[index - 1];
      const point = { x: index * step, y: y(value) };
      if (before && ratioOf(before) !== null) found.at(-1)?.push(point);
      else found.push([point]);
    });
    return found;
  };
  return {
    voltage: lines(({ scaleVoltage }) => scaleVoltage),
    current: lines(({ scaleCurrent }) => scaleCurrent),
    one: y(1),
    low,
    high,
  };
}
