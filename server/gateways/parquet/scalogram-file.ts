import { parquetWriteBuffer } from 'hyparquet-writer';
import { z } from 'zod';
import type { ScalogramRow } from '#domain/silver.ts';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { WRITE_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { readRows } from '#server/gateways/parquet/read-rows.ts';
import { fileMetadata, metadataValue } from '#server/gateways/parquet/schemas.ts';

const ROWS_PER_GROUP = 16;

/** What is said of scalograms in their metadata. */
export interface ScalogramOrigin {
  day: string;
  modelVersion: string;
  /** Says what the channels are, and turns pixels back into values, whatever model is in use by then. */
  preprocessingJson: string;
}

/** The images of a shard as Parquet: rows sorted by deviceId, small row groups so that one array can be read alone. */
export function encodeScalograms(rows: readonly ScalogramRow[], origin: ScalogramOrigin): Uint8Array {
  const sorted = [...rows].sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'deviceId', type: 'STRING', nullable: false, data: sorted.map((row) => row.deviceId) },
      {
        name: 'image',
        type: 'BYTE_ARRAY',
        nullable: false,
        statistics: false,
        data: sorted.map((row) => row.image),
      },
    ],
    rowGroupSize: ROWS_PER_GROUP,
    codec: 'ZSTD',
    compressors: WRITE_COMPRESSORS,
    createdBy: 'heliograph',
    kvMetadata: fileMetadata('scalograms', {
      day: origin.day,
      model: origin.modelVersion,
      preprocessing: origin.preprocessingJson,
    }),
  });
  return new Uint8Array(buffer);
}

const storedRowSchema = z.object({ deviceId: z.string(), image: z.instanceof(Uint8Array) });

/** Reads a shard's images, whole or of one array. */
export async function readScalograms(
  store: ObjectStore,
  key: string,
  deviceId?: string,
): Promise<{ rows: ScalogramRow[]; preprocessingJson: string }> {
  const { rows, metadata } = await readRows(store, key, 'scalograms', deviceId);
  const preprocessingJson = metadataValue(metadata, 'preprocessing');
  if (preprocessingJson === undefined) throw new HeliographError('damaged_file', `${key} names no preprocessing`);
  const parsed = rows.map((row) => {
    const result = storedRowSchema.safeParse(row);
    if (result.success) return result.data;
    throw new HeliographError('damaged_file', `${key} holds no scalograms: ${result.error.message}`);
  });
  return { rows: parsed, preprocessingJson };
}
