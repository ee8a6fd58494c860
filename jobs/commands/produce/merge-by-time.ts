import { type RawRow, timeOf } from '#server/gateways/readings/rows/reading-rows.ts';

interface Head {
  row: RawRow;
  timestampMs: number;
  reader: AsyncGenerator<RawRow>;
}

/**
 * The rows of several readers, always the earliest next one. Each reader's own order is kept: a row that is out of order
 * or bad comes at once when the ones before it have come.
 */
export async function* mergeByTime(
  readers: readonly AsyncGenerator<RawRow>[],
  utcOffsetMinutes: number,
): AsyncGenerator<RawRow> {
  const next = async (reader: AsyncGenerator<RawRow>): Promise<Head[]> => {
    const { value: row, done } = await reader.next();
    return done ? [] : [{ row, timestampMs: timestampOf(row, utcOffsetMinutes), reader }];
  };
  // Sorted by time, the earliest last. Files are few, and the next row mostly goes to a near place.
  const heads = (await Promise.all(readers.map(next))).flat().sort((a, b) => b.timestampMs - a.timestampMs);
  for (let earliest = heads.pop(); earliest; earliest = heads.pop()) {
    yield earliest.row;
    for (const head of await next(earliest.reader)) heads.splice(placeOf(head, heads), 0, head);
  }
}

/** Behind all that are later, and before those of the same time: readers take turns. */
function placeOf({ timestampMs }: Head, heads: readonly Head[]): number {
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((heads[middle]?.timestampMs ?? 0) > timestampMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function timestampOf(row: RawRow, utcOffsetMinutes: number): number {
  const time = timeOf(row, utcOffsetMinutes);
  return typeof time === 'string' ? Number.NEGATIVE_INFINITY : time.timestampMs;
}
