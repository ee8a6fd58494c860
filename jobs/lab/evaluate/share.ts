import type { Share } from '#domain/evaluation.ts';

/** Standard normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/**
 * A share and its 95 % interval by Wilson's score (1927), which stays within 0..1 and is honest near its ends.
 * @param count 0..of
 * @param of trials; with none the share is unknown and the interval is 0..1
 */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { value: null, low: 0, high: 1, count, of };
  const p = count / of;
  const centre = p + Z ** 2 / (2 * of);
  const half = Z * Math.sqrt((p * (1 - p)) / of + Z ** 2 / (4 * of ** 2));
  const scale = 1 + Z ** 2 / of;
  const low = count === 0 ? 0 : Math.max(0, (centre - half) / scale);
  const high = count === of ? 1 : Math.min(1, (centre + half) / scale);
  return { value: p, low, high, count, of };
}

/** Share of the items that pass. */
export function shareThat<Item>(items: readonly Item[], passes: (item: Item) => boolean): Share {
  return shareOf(items.filter(passes).length, items.length);
}
