/**
 * The q-quantile of numbers, linear between the two nearest (type 7 of Hyndman and Fan 1996, numpy's default).
 * @param sorted numbers in ascending order, at least one
 * @param q 0..1
 * @throws RangeError for no numbers or a q that is no share
 */
export function quantile(sorted: readonly number[], q: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`q must be from 0 to 1, not ${q}`);
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('a quantile takes at least one number');
  return below + (above - below) * (position - Math.floor(position));
}
