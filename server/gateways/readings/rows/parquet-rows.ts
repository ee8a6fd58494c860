import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { type CountBytes, type RawRow, READING_COLUMNS, requireColumns } from './reading-rows.ts';

/** The rows of a Parquet file, a row group at a time. */
export async function* readParquet(file: string, countBytes: CountBytes): AsyncGenerator<RawRow> {
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  requireColumns(
    parquetSchema(metadata).children.map((child) => child.element.name),
    file,
  );
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    const options = { file: buffer, metadata, compressors, columns: [...READING_COLUMNS] };
    const rows = await parquetReadObjects({ ...options, rowStart: start, rowEnd: end });
    countBytes((buffer.byteLength * (end - start)) / Number(metadata.num_rows));
    for (const [index, values] of rows.entries()) yield { values, where: `${file} row ${start + index + 1}` };
    start = end;
  }
}
