/** Median of what is finite; NaN of nothing. */
export function medianOf(values: Iterable<number>): number {
  return quantileOf(values, 0.5);
}

/** Quantile of what is finite, between its neighbours by a straight line; NaN of nothing. @param part 0..1 */
export function quantileOf(values: Iterable<number>, part: number): number {
  const finite: number[] = [];
  for (const value of values) if (Number.isFinite(value)) finite.push(value);
  const ordered = Float64Array.from(finite).sort();
  if (ordered.length === 0) return Number.NaN;
  const place = part * (ordered.length - 1);
  const [lower, upper] = [ordered[Math.floor(place)] as number, ordered[Math.ceil(place)] as number];
  return lower + (place - Math.floor(place)) * (upper - lower);
}

const LEAST_POINTS = 5;

/** Least-squares line through points that are finite; null where they are too few or all at one place. */
export function lineThrough(
  x: readonly number[],
  y: readonly number[],
): { slope: number; offset: number; fit: number; count: number } | null {
  let [count, sumX, sumY] = [0, 0, 0];
  for (let index = 0; index < x.length; index++) {
    if (!Number.isFinite((x[index] as number) + (y[index] as number))) continue;
    count++;
    sumX += x[index] as number;
    sumY += y[index] as number;
  }
  if (count < LEAST_POINTS) return null;
  const [meanX, meanY] = [sumX / count, sumY / count];
  let [xx, xy, yy] = [0, 0, 0];
  for (let index = 0; index < x.length; index++) {
    const [dx, dy] = [(x[index] as number) - meanX, (y[index] as number) - meanY];
    if (!Number.isFinite(dx + dy)) continue;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (xx === 0) return null;
  const slope = xy / xx;
  // Part of the spread that the line explains.
  return { slope, offset: meanY - slope * meanX, fit: yy > 0 ? (xy * xy) / (xx * yy) : 1, count };
}
