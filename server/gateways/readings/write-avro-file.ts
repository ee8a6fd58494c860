import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import avro from 'avsc';
import { READING_SCHEMA, type ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { writeAside } from '#server/gateways/readings/write-aside.ts';

/** Writes readings as one Avro object container file; the name appears only when the file is whole. */
export async function writeAvroFile(
  file: string,
  readings: Iterable<ReadingRecord> | AsyncIterable<ReadingRecord>,
): Promise<void> {
  const encoder = new avro.streams.BlockEncoder(READING_SCHEMA);
  await writeAside(file, (temporary) =>
    pipeline(Readable.from(readings, { highWaterMark: 1024 }), encoder, createWriteStream(temporary)),
  );
}
