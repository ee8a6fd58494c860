/** Operations (an addition or multiplication of one channel) a point of each kind of pass takes, twiddle factors included. */
const OPERATIONS_PER_POINT = { 2: 5, 3: 28 / 3, 4: 34 / 4, 5: 72 / 5 } as const;

export type Radix = keyof typeof OPERATIONS_PER_POINT;

/** Shortest transform of the kernel: its first and its last pass are radix 4. */
export const SHORTEST = 16;

/** Lengths the kernel transforms, ascending: 16 times products of 2, 3 and 5 with at most two threes and two fives. */
export function lengthsUpTo(longest: number): number[] {
  const lengths: number[] = [];
  for (const odd of [1, 3, 5, 9, 15, 25, 45, 75, 225]) {
    for (let length = SHORTEST * odd; length <= longest; length *= 2) lengths.push(length);
  }
  return lengths.sort((a, b) => a - b);
}

/** Radices of a length's passes, in order. The length must come from `lengthsUpTo`. */
export function radicesOf(length: number): Radix[] {
  const middle: Radix[] = [];
  let rest = length / SHORTEST;
  for (const radix of [5, 3, 4, 2] as const) {
    for (; rest % radix === 0; rest /= radix) middle.push(radix);
  }
  return [4, ...middle, 4];
}

/** Operations of one channel's complex transform of a length. */
export function operationsOf(length: number): number {
  const perPoint = radicesOf(length).reduce((sum, radix) => sum + OPERATIONS_PER_POINT[radix], 0);
  // The last pass has no twiddle factors: 18 of 34 operations saved.
  return length * (perPoint - 18 / 4);
}
