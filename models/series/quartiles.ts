/** Lower quartile, median and upper quartile. */
export type Quartiles = [lower: number, median: number, upper: number];

/** Fewer values than this have no quartiles worth the name. */
export const LEAST_FOR_QUARTILES = 3;

/**
 * Quartiles by linear interpolation between the ordered values (Hyndman and Fan 1996, type 7).
 * @param values in any order; NaN counts as missing
 * @returns null for fewer than three values
 */
export function quartilesOf(values: readonly number[]): Quartiles | null {
  const ordered = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (ordered.length < LEAST_FOR_QUARTILES) return null;
  const at = (part: number) => {
    const place = part * (ordered.length - 1);
    const below = Math.floor(place);
    const low = ordered[below] ?? Number.NaN;
    return low + (place - below) * ((ordered[below + 1] ?? low) - low);
  };
  return [at(0.25), at(0.5), at(0.75)];
}
