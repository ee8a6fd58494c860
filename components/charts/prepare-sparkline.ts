export interface SparkPoint {
  x: number;
  y: number;
}

/**
 * Points of a small chart of one value a day, oldest first, in a box of width x height; a null is a gap and starts a new
 * line. The axis begins at zero, or at the least value when that is below.
 */
export function prepareSparkline(values: readonly (number | null)[], width: number, height: number): SparkPoint[][] {
  const known = values.filter((value) => value !== null);
  const most = Math.max(0, ...known);
  const least = Math.min(0, ...known);
  const span = most - least || 1;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const lines: SparkPoint[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const point = { x: index * step, y: height - ((value - least) / span) * height };
    const line = lines.at(-1);
    if (line && values[index - 1] !== null) line.push(point);
    else lines.push([point]);
  });
  return lines;
}
