import { parquetSchema } from 'hyparquet';
import type { ColumnMap } from '#domain/column-map.ts';
import { HeliographError } from '#server/errors.ts';
import { layoutOf, type RowLayout, rowsOf, usedColumns } from '#server/gateways/readings/mapping/layout.ts';
import { proposalFor } from '#server/gateways/readings/mapping/propose-map.ts';
import { columnValues } from '#server/gateways/readings/parquet/column-values.ts';
import { type ParquetColumn, readingColumns } from '#server/gateways/readings/parquet/parquet-columns.ts';
import { openParquetFile, type ParquetFile } from '#server/gateways/readings/parquet/parquet-file.ts';
import type { CountBytes, RawRow } from './reading-rows.ts';

/** The rows of a Parquet file, of which a page of each column is held at a time. */
export async function* readParquet(
  name: string,
  countBytes: CountBytes,
  map: ColumnMap | null,
): AsyncGenerator<RawRow> {
  const file = await openParquetFile(name);
  try {
    const elements = parquetSchema(file.metadata).children.map(({ element }) => element);
    const layout = layoutIn(
      map,
      elements.map((element) => element.name),
      name,
    );
    const columns = readingColumns(elements, usedColumns(layout));
    let row = 0;
    for (let group = 0; group < file.metadata.row_groups.length; group++) {
      for await (const values of groupRows(file, group, columns)) {
        yield* rowsOf(layout, `${name} row ${++row}`, (column) => values.get(column));
      }
      countBytes(file.sizeBytes / file.metadata.row_groups.length);
    }
  } finally {
    await file.handle.close();
  }
}

/** Refused with what it looks like, by its columns' names. */
function layoutIn(map: ColumnMap | null, names: string[], file: string): RowLayout {
  try {
    return layoutOf(map, names, file);
  } catch (error) {
    if (map !== null || !(error instanceof HeliographError)) throw error;
    const proposal = proposalFor({ delimiter: null, records: [names] }, file);
    throw proposal === null ? error : new HeliographError(error.code, `${error.message}; it ${proposal}`);
  }
}

/** A column's values as the rows take them: those of the page at hand, and where they come from. */
interface ColumnCursor {
  column: ParquetColumn;
  pages: AsyncGenerator<ArrayLike<unknown>>;
  values: ArrayLike<unknown>;
  at: number;
}

async function* groupRows(
  file: ParquetFile,
  group: number,
  columns: readonly ParquetColumn[],
): AsyncGenerator<ReadonlyMap<string, unknown>> {
  const { columns: chunks, num_rows } = file.metadata.row_groups[group] ?? { columns: [], num_rows: 0n };
  const rows = Number(num_rows);
  const cursors = columns.map((column): ColumnCursor => {
    const chunk = chunks.find(({ meta_data: meta }) => meta?.path_in_schema[0] === column.name);
    if (!chunk?.meta_data || chunk.file_path)
      throw new Error(`row group ${group + 1} has no column ${column.name} in it`);
    return { column, pages: columnValues(file, column, chunk.meta_data, rows), values: [], at: 0 };
  });
  for (let row = 0; row < rows; row++) {
    const values = new Map<string, unknown>();
    for (const cursor of cursors) {
      while (cursor.at === cursor.values.length) await turnPage(cursor, group);
      values.set(cursor.column.name, cursor.column.valueOf(cursor.values[cursor.at++]));
    }
    yield values;
  }
}

async function turnPage(cursor: ColumnCursor, group: number): Promise<void> {
  const { value, done } = await cursor.pages.next();
  if (done) throw new Error(`row group ${group + 1} ends before its rows do`);
  cursor.values = value;
  cursor.at = 0;
}
