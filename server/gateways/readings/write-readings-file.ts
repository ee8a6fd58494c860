import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { writeAvroFile } from '#server/gateways/readings/write-avro-file.ts';
import { writeCsvFile } from '#server/gateways/readings/write-csv-file.ts';
import { writeParquetFile } from '#server/gateways/readings/write-parquet-file.ts';

export const READINGS_FORMATS = ['avro', 'parquet', 'csv'] as const;

export type ReadingsFormat = (typeof READINGS_FORMATS)[number];

const WRITERS: Record<ReadingsFormat, (file: string, readings: Iterable<ReadingRecord>) => Promise<void>> = {
  avro: writeAvroFile,
  parquet: writeParquetFile,
  csv: writeCsvFile,
};

/** Writes a file of readings in the order they are given. */
export function writeReadingsFile(
  format: ReadingsFormat,
  file: string,
  readings: Iterable<ReadingRecord>,
): Promise<void> {
  return WRITERS[format](file, readings);
}
