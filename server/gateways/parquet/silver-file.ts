import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { z } from 'zod';
import { type ArraySeries, CHANNELS } from '#server/domain/channels.ts';
import { type ReadingCounts, readingCountsSchema } from '#server/domain/reading-counts.ts';
import type { SilverRow } from '#server/domain/silver.ts';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { READ_COMPRESSORS, WRITE_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { objectBuffer } from '#server/gateways/parquet/object-buffer.ts';

const ROWS_A_GROUP = 16;
/** The images can be turned back into units with it, whatever model is in use by then. */
const PREPROCESSING_KEY = 'heliograph.preprocessing';
const COUNT_KEYS = Object.keys(readingCountsSchema.shape) as (keyof ReadingCounts)[];

// A channel is stored as the 4,320 little-endian float32 values of the grid, NaN where no reading is.

/** Silver of a shard as Parquet: rows sorted by deviceId, small row groups so that one array can be read alone. */
export function encodeSilver(rows: readonly SilverRow[], preprocessingJson: string): Uint8Array {
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
    { name: 'coverage', type: 'DOUBLE', nullable: false, data: sorted.map((row) => row.coverage) },
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
    kvMetadata: [{ key: PREPROCESSING_KEY, value: preprocessingJson }],
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
  coverage: z.number(),
  error: z.string().nullish(),
});

export interface SilverFile {
  rows: SilverRow[];
  /** The preprocessing the images were made with, as JSON. */
  preprocessingJson: string;
}

/** Reads a shard's silver, whole or only one array of it. */
export async function readSilver(store: ObjectStore, key: string, deviceId?: string): Promise<SilverFile> {
  const file = await objectBuffer(store, key);
  const metadata = await parquetMetadataAsync(file);
  const options = { file, metadata, compressors: READ_COMPRESSORS, utf8: false } as const;
  const preprocessingJson = metadata.key_value_metadata?.find((entry) => entry.key === PREPROCESSING_KEY)?.value;
  if (preprocessingJson === undefined)
    throw new HeliographError('damaged_file', `${key} does not name its preprocessing`);
  let range = {};
  if (deviceId !== undefined) {
    const ids = await parquetReadObjects({ ...options, columns: ['deviceId'] });
    const row = ids.findIndex((entry) => entry.deviceId === deviceId);
    if (row < 0) return { rows: [], preprocessingJson };
    range = { rowStart: row, rowEnd: row + 1 };
  }
  const rows = await parquetReadObjects({ ...options, ...range });
  return { rows: rows.map((row) => silverRowOf(row, key)), preprocessingJson };
}

function silverRowOf(row: Record<string, unknown>, key: string): SilverRow {
  const parsed = storedRowSchema.safeParse(row);
  if (!parsed.success) throw new HeliographError('damaged_file', `${key} is not silver: ${parsed.error.message}`);
  const { deviceId, image, coverage, error, ...rest } = parsed.data;
  const series = Object.fromEntries(CHANNELS.map((channel) => [channel, floatsOf(rest[channel])])) as ArraySeries;
  return {
    deviceId,
    series,
    image: image ?? null,
    coverage,
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
