import { stat } from 'node:fs/promises';
import type { ColumnMap } from '#domain/column-map.ts';
import { findReadingsFiles } from '#server/gateways/readings/rows/find-files.ts';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import type { RawRow } from '#server/gateways/readings/rows/reading-rows.ts';
import { mergeByTime } from './merge-by-time.ts';
import type { ReadingSource } from './reading-source.ts';

/**
 * The rows of files, and of the files of readings in folders, one after the other; with `inTime` side by side in the
 * order of their times, as they were when they were measured.
 */
export async function openFileSource(
  names: readonly string[],
  { inTime, utcOffsetMinutes, map = null }: { inTime: boolean; utcOffsetMinutes: number; map?: ColumnMap | null },
): Promise<ReadingSource> {
  const files = await findReadingsFiles(names);
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  const countBytes = (bytes: number) => {
    done += bytes;
  };
  const readers = files.map((file) => readReadingsFile(file, { countBytes, map }));
  const merged = inTime && readers.length > 1;
  return {
    rows: merged ? mergeByTime(readers, utcOffsetMinutes) : oneAfterTheOther(readers),
    identity: {
      name: `${inTime ? 'files in the order of time' : 'files'}${columnsOf(map)}`,
      files,
      growsAtEnd: !merged,
    },
    progress: () => ({ done: Math.round(done), total }),
    utcOffsetMinutes,
  };
}

/** Rows by another map of columns are other rows. */
export const columnsOf = (map: ColumnMap | null) => (map ? ` by ${JSON.stringify(map)}` : '');

async function* oneAfterTheOther(readers: readonly AsyncGenerator<RawRow>[]): AsyncGenerator<RawRow> {
  for (const reader of readers) yield* reader;
}
