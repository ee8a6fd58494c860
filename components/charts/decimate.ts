/** One pixel column of a series: least, greatest, first and last value in it. */
export interface PixelColumn {
  x: number;
  min: number;
  max: number;
  first: number;
  last: number;
}

/** A range of slots without a reading, `to` excluded. */
export interface Gap {
  from: number;
  to: number;
}

/**
 * At most one column a pixel, with the extremes of the samples in it, so that no spike is lost. Columns without any
 * reading end a run of columns: a gap is a gap, never a zero and never a line across.
 * @param values samples, null where missing
 * @param width CSS pixels the samples are spread over
 * @returns runs of neighbouring columns, left to right
 */
export function decimate(values: readonly (number | null)[], width: number): PixelColumn[][] {
  const columns = Math.max(1, Math.min(Math.floor(width), values.length));
  const runs: PixelColumn[][] = [];
  let run: PixelColumn[] | null = null;
  for (let index = 0; index < columns; index += 1) {
    const from = Math.floor((index * values.length) / columns);
    const to = Math.floor(((index + 1) * values.length) / columns);
    const column = columnOf(values, from, to, ((index + 0.5) * width) / columns);
    if (column === null) {
      run = null;
    } else if (run === null) {
      run = [column];
      runs.push(run);
    } else {
      run.push(column);
    }
  }
  return runs;
}

/** Gaps of at least `minSlots` slots. */
export function findGaps(values: readonly (number | null)[], minSlots: number): Gap[] {
  const gaps: Gap[] = [];
  let from = -1;
  for (let slot = 0; slot <= values.length; slot += 1) {
    const missing = slot < values.length && values[slot] === null;
    if (missing && from < 0) from = slot;
    if (!missing && from >= 0) {
      if (slot - from >= minSlots) gaps.push({ from, to: slot });
      from = -1;
    }
  }
  return gaps;
}

function columnOf(values: readonly (number | null)[], from: number, to: number, x: number): PixelColumn | null {
  let column: PixelColumn | null = null;
  for (let slot = from; slot < to; slot += 1) {
    const value = values[slot];
    if (value === null || value === undefined) continue;
    if (column === null) column = { x, min: value, max: value, first: value, last: value };
    column.min = Math.min(column.min, value);
    column.max = Math.max(column.max, value);
    column.last = value;
  }
  return column;
}
