import type { Random } from './random.ts';
import type { Range } from './ranges.ts';

/** Of a range above 0, each doubling as likely as the next. */
export function logWithin(random: Random, { lo, hi }: Range): number {
  return lo * (hi / lo) ** random.uniform(0, 1);
}

/** One entry of a list, each with its weight as its chance; undefined when the lot falls beyond their sum. */
export function pickByWeight<T>(list: readonly T[], weightOf: (entry: T) => number, random: Random): T | undefined {
  const lot = random.uniform(0, 1);
  let sum = 0;
  for (const entry of list) {
    sum += weightOf(entry);
    if (lot < sum) return entry;
  }
  return undefined;
}
