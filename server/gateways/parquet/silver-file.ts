import { type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { z } from 'zod';
import { type ArraySeries, CHANNELS } from '#server/domain/channels.ts';
import { type ReadingCounts, readingCountsSchema } from '#server/domain/reading-counts.ts';
import type { SilverRow } from '#server/domain/silver.ts';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { READ_COMPRESSORS, WRITE_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { objectBuffer, withFetched } from '#server/gateways/parquet/object-buffer.ts';
import { fileMetadata, metadataValue, requireSchema } from '#server/gateways/parquet/schemas.ts';

/** About a megabyte of arrays: one array is read with one small request, and a shard is not all footer. */
const ROWS_A_GROUP = 16;
const COUNT_KEYS = Object.keys(readingCountsSchema.shape) as (keyof ReadingCounts)[];

// A channel is stored as the 4,320 little-endian float32 values of the grid, NaN where no reading is.

/** What is said of silver in its metadata. */
export interface SilverOrigin {
  day: string;
  modelVersion: string;
  /** The images can be turned back into units with it, whatever model is in use by then. */
  preprocessingJson: string;
}

/** Silver of a shard as Parquet: rows sorted by deviceId, small row groups so that one array can be read alone. */
export function encodeSilver(rows: readonly SilverRow[], origin: SilverOrigin): Uint8Array {
  const sorted = [...rows].sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
  const columnData: ColumnSource[] = [
    { name: 'deviceId', type: 'STRING', nullable: false, data: sorted.map((row) => row.deviceId) },
    ...CHANNELS.map(
      (channel): ColumnSource => ({
        name: channel,
        type: 'BYTE_ARRAY',
        nullable: false,
        statistics: false,
        data: sorted.map((row) => bytesOf(row.series[channel])),
      }),
    ),
    { name: 'image', type: 'BYTE_ARRAY', statistics: false, data: sorted.map((row) => row.image) },
    ...COUNT_KEYS.map(
      (key): ColumnSource => ({
        name: key,
        type: 'INT32',
        nullable: false,
        data: sorted.map((row) => row.counts[key]),
      }),
    ),
    { name: 'error', type: 'STRING', data: sorted.map((row) => row.error) },
  ];
  const buffer = parquetWriteBuffer({
    columnData,
    rowGroupSize: ROWS_A_GROUP,
    codec: 'ZSTD',
    compressors: WRITE_COMPRESSORS,
    createdBy: 'heliograph',
    kvMetadata: fileMetadata('silver', {
      day: origin.day,
      model: origin.modelVersion,
      preprocessing: origin.preprocessingJson,
    }),
  });
  return new Uint8Array(buffer);
}

const bytes = z.instanceof(Uint8Array);
const storedRowSchema = readingCountsSchema.extend({
  deviceId: z.string(),
  voltage: bytes,
  current: bytes,
  temperature: bytes,
  irradiance: bytes,
  image: bytes.nullish(),
  error: z.string().nullish(),
});

export interface SilverFile {
  rows: SilverRow[];
  /** The preprocessing the images were made with, as JSON. */
  preprocessingJson: string;
}

/** Reads a shard's silver, whole or only one array of it: then the footer and one row group are fetched. */
export async function readSilver(store: ObjectStore, key: string, deviceId?: string): Promise<SilverFile> {
  const file = await objectBuffer(store, key);
  const metadata = await parquetMetadataAsync(file);
  requireSchema(metadata, 'silver', key);
  const preprocessingJson = metadataValue(metadata, 'preprocessing');
  if (preprocessingJson === undefined)
    throw new HeliographError('damaged_file', `${key} does not name its preprocessing`);
  const options = { metadata, compressors: READ_COMPRESSORS, utf8: false } as const;
  if (deviceId === undefined) {
    const rows = await parquetReadObjects({ ...options, file });
    return { rows: rows.map((row) => silverRowOf(row, key)), preprocessingJson };
  }
  const group = groupOf(metadata, deviceId);
  if (!group) return { rows: [], preprocessingJson };
  const fetched = await withFetched(file, group.firstByte, group.endByte);
  const ids = await parquetReadObjects({ ...options, ...group.rows, file: fetched, columns: ['deviceId'] });
  const row = ids.findIndex((entry) => entry.deviceId === deviceId);
  if (row < 0) return { rows: [], preprocessingJson };
  const rowStart = group.rows.rowStart + row;
  const rows = await parquetReadObjects({ ...options, file: fetched, rowStart, rowEnd: rowStart + 1 });
  return { rows: rows.map((entry) => silverRowOf(entry, key)), preprocessingJson };
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

function silverRowOf(row: Record<string, unknown>, key: string): SilverRow {
  const parsed = storedRowSchema.safeParse(row);
  if (!parsed.success) throw new HeliographError('damaged_file', `${key} is not silver: ${parsed.error.message}`);
  const { deviceId, image, error, ...rest } = parsed.data;
  const series = Object.fromEntries(CHANNELS.map((channel) => [channel, floatsOf(rest[channel])])) as ArraySeries;
  return {
    deviceId,
    series,
    image: image ?? null,
    counts: readingCountsSchema.parse(rest),
    error: error ?? null,
  };
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function floatsOf(stored: Uint8Array): Float32Array {
  // A copy, since Float32Array needs its bytes aligned to four.
  return new Float32Array(stored.slice().buffer);
}
