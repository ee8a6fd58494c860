import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { z } from 'zod';
import { type ArraySeries, CHANNELS } from '#domain/channels.ts';
import { type ReadingCounts, readingCountsSchema } from '#domain/reading-counts.ts';
import type { SilverRow } from '#domain/silver.ts';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { WRITE_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { readRows } from '#server/gateways/parquet/read-rows.ts';
import { fileMetadata } from '#server/gateways/parquet/schemas.ts';

/** About a megabyte of arrays: one array is read with one small request, and a shard is not all footer. */
const ROWS_PER_GROUP = 16;
const COUNT_KEYS = Object.keys(readingCountsSchema.shape) as (keyof ReadingCounts)[];

// A channel is stored as the 4,320 little-endian float32 values of the grid, NaN where no reading is.

/** Silver of a shard as Parquet: rows sorted by deviceId, small row groups so that one array can be read alone. */
export function encodeSilver(rows: readonly SilverRow[], day: string): Uint8Array {
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
    rowGroupSize: ROWS_PER_GROUP,
    codec: 'ZSTD',
    compressors: WRITE_COMPRESSORS,
    createdBy: 'heliograph',
    kvMetadata: fileMetadata('silver', { day }),
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
  error: z.string().nullish(),
});

/** Reads a shard's silver, whole or only one array of it: then the footer and one row group are fetched. */
export async function readSilver(store: ObjectStore, key: string, deviceId?: string): Promise<SilverRow[]> {
  const { rows } = await readRows(store, key, 'silver', deviceId);
  return rows.map((row) => silverRowOf(row, key));
}

function silverRowOf(row: Record<string, unknown>, key: string): SilverRow {
  const parsed = storedRowSchema.safeParse(row);
  if (!parsed.success) throw new HeliographError('damaged_file', `${key} is not silver: ${parsed.error.message}`);
  const { deviceId, error, ...rest } = parsed.data;
  const series = Object.fromEntries(CHANNELS.map((channel) => [channel, floatsOf(rest[channel])])) as ArraySeries;
  return {
    deviceId,
    series,
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
