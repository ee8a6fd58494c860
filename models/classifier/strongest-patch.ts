import type { ImageChannel } from '#domain/channels.ts';
import type { Occlusion } from './occlusion.ts';

/** Patches of one channel, ends excluded; all of wavelet scales, or all of level rows. */
export interface PatchRange {
  channel: ImageChannel;
  /** Whether it is the level that speaks: then its rows have no period. */
  isLevel: boolean;
  firstRow: number;
  endRow: number;
  firstColumn: number;
  endColumn: number;
  /** Fall of the log-odds of the strongest patch. */
  strength: number;
}

/** Less than this part of the strongest patch is no longer the same piece of evidence. */
const SAME_EVIDENCE = 0.5;
/** A fall of the log-odds that is worth words: the odds become less than two thirds of what they were. */
const LEAST_STRENGTH = 0.5;

/** The strongest patch, and what adjoins it along its row and its column with at least half its strength; null when nothing speaks. */
export function strongestPatch({ rows, columns, firstLevelRow, falls }: Occlusion): PatchRange | null {
  const [first] = falls;
  if (!first) return null;
  let [of, peak, strength] = [first, 0, Number.NEGATIVE_INFINITY];
  for (const candidate of falls) {
    candidate.values.forEach((fall, cell) => {
      if (fall > strength) [of, peak, strength] = [candidate, cell, fall];
    });
  }
  if (!(strength >= LEAST_STRENGTH)) return null;
  const [row, column] = [Math.floor(peak / columns), peak % columns];
  const { channel, values } = of;
  const isLevel = row >= firstLevelRow;
  const [top, bottom] = isLevel ? [firstLevelRow, rows] : [0, firstLevelRow];
  const strong = (r: number, c: number) => (values[r * columns + c] as number) >= SAME_EVIDENCE * strength;
  const range = {
    channel,
    isLevel,
    firstRow: row,
    endRow: row + 1,
    firstColumn: column,
    endColumn: column + 1,
    strength,
  };
  while (range.firstColumn > 0 && strong(row, range.firstColumn - 1)) range.firstColumn--;
  while (range.endColumn < columns && strong(row, range.endColumn)) range.endColumn++;
  while (range.firstRow > top && strong(range.firstRow - 1, column)) range.firstRow--;
  while (range.endRow < bottom && strong(range.endRow, column)) range.endRow++;
  return range;
}
