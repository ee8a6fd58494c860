import { parquetSchema } from 'hyparquet';
import { columnValues } from '#server/gateways/readings/parquet/column-values.ts';
import { type ParquetColumn, readingColumns } from '#server/gateways/readings/parquet/parquet-columns.ts';
import { openParquetFile, type ParquetFile } from '#server/gateways/readings/parquet/parquet-file.ts';
import { requireColumns } from './columns.ts';
import type { CountBytes, RawRow } from './reading-rows.ts';

/** The rows of a Parquet file, of which a page of each column is held at a time. */
export async function* readParquet(name: string, countBytes: CountBytes): AsyncGenerator<RawRow> {
  const file = await openParquetFile(name);
  try {
    const elements = parquetSchema(file.metadata).children.map(({ element }) => element);
    requireColumns(
      elements.map((element) => element.name),
      name,
    );
    const columns = readingColumns(elements);
    let row = 0;
    for (let group = 0; group < file.metadata.row_groups.length; group++) {
      for await (const values of groupRows(file, group, columns)) yield { values, where: `${name} row ${++row}` };
      countBytes(file.sizeBytes / file.metadata.row_groups.length);
    }
  } finally {
    await file.handle.close();
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
): AsyncGenerator<Record<string, unknown>> {
  const { columns: chunks, num_rows } = file.metadata.row_groups[group] ?? { columns: [], num_rows: 0n };
  const rows = Number(num_rows);
  const cursors = columns.map((column): ColumnCursor => {
    const chunk = chunks.find(({ meta_data: meta }) => meta?.path_in_schema[0] === column.name);
    if (!chunk?.meta_data || chunk.file_path)
      throw new Error(`row group ${group + 1} has no column ${column.name} in it`);
    return { column, pages: columnValues(file, column, chunk.meta_data, rows), values: [], at: 0 };
  });
  for (let row = 0; row < rows; row++) {
    const values: Record<string, unknown> = {};
    for (const cursor of cursors) {
      while (cursor.at === cursor.values.length) await turnPage(cursor, group);
      values[cursor.column.name] = cursor.column.valueOf(cursor.values[cursor.at++]);
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
