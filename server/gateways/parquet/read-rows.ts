import { type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { READ_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { objectBuffer, withFetched } from '#server/gateways/parquet/object-buffer.ts';
import { type ParquetSchema, requireSchema } from '#server/gateways/parquet/schemas.ts';

export interface StoredRows {
  rows: Record<string, unknown>[];
  metadata: FileMetaData;
}

/**
 * Rows of a file that is sorted by deviceId: all, or those of one device, for which the footer and one row group are
 * fetched. Binary columns come as bytes.
 */
export async function readRows(
  store: ObjectStore,
  key: string,
  schema: ParquetSchema,
  deviceId?: string,
): Promise<StoredRows> {
  const file = await objectBuffer(store, key);
  const metadata = await parquetMetadataAsync(file);
  requireSchema(metadata, schema, key);
  const options = { metadata, compressors: READ_COMPRESSORS, utf8: false } as const;
  if (deviceId === undefined) return { rows: await parquetReadObjects({ ...options, file }), metadata };
  const group = groupOf(metadata, deviceId);
  if (!group) return { rows: [], metadata };
  const fetched = await withFetched(file, group.firstByte, group.endByte);
  const ids = await parquetReadObjects({ ...options, ...group.rows, file: fetched, columns: ['deviceId'] });
  const row = ids.findIndex((entry) => entry.deviceId === deviceId);
  if (row < 0) return { rows: [], metadata };
  const rowStart = group.rows.rowStart + row;
  return { rows: await parquetReadObjects({ ...options, file: fetched, rowStart, rowEnd: rowStart + 1 }), metadata };
}

/** The row group that a device's row is in, if it is in the file: rows are sorted, and a group names its first and last. */
function groupOf(metadata: FileMetaData, deviceId: string) {
  let rowStart = 0;
  for (const { columns, num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    const statistics = columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === 'deviceId')?.meta_data
      ?.statistics;
    if (String(statistics?.min_value) <= deviceId && deviceId <= String(statistics?.max_value)) {
      const chunks = columns.flatMap(({ meta_data }) => (meta_data ? [meta_data] : []));
      const starts = chunks.map((chunk) => Number(chunk.dictionary_page_offset ?? chunk.data_page_offset));
      const ends = chunks.map((chunk, index) => (starts[index] ?? 0) + Number(chunk.total_compressed_size));
      return { rows: { rowStart, rowEnd }, firstByte: Math.min(...starts), endByte: Math.max(...ends) };
    }
    rowStart = rowEnd;
  }
  return null;
}
