import { writeFile } from 'node:fs/promises';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { CHANNELS } from '#domain/channels.ts';
import { WRITE_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { writeAside } from '#server/gateways/readings/write-aside.ts';

const ROWS_PER_GROUP = 100_000;

/** Writes readings as Parquet, timestamps in milliseconds UTC; the name appears only when the file is whole. */
export async function writeParquetFile(file: string, readings: Iterable<ReadingRecord>): Promise<void> {
  const rows = [...readings];
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'deviceId', type: 'STRING', nullable: false, data: rows.map(({ deviceId }) => deviceId) },
      { name: 'timestamp', type: 'TIMESTAMP', nullable: false, data: rows.map((row) => new Date(row.timestamp)) },
      ...CHANNELS.map((name) => ({
        name,
        type: 'FLOAT' as const,
        nullable: false,
        data: Float32Array.from(rows, (row) => row[name]),
      })),
    ],
    rowGroupSize: ROWS_PER_GROUP,
    codec: 'ZSTD',
    compressors: WRITE_COMPRESSORS,
    createdBy: 'heliograph',
  });
  await writeAside(file, (temporary) => writeFile(temporary, new Uint8Array(buffer)));
}
