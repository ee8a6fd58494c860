import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import avro from 'avsc';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';
import { READING_SCHEMA, type ReadingRecord } from '#server/gateways/readings/avro-schema.ts';

/** Writes readings as one Avro object container file; the name appears only when the file is whole. */
export async function writeAvroFile(file: string, readings: Iterable<ReadingRecord>): Promise<void> {
  const temporary = `${file}.part`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const encoder = new avro.streams.BlockEncoder(READING_SCHEMA);
    await pipeline(Readable.from(readings, { highWaterMark: 1024 }), encoder, createWriteStream(temporary));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new HeliographError('storage', `cannot write ${file}: ${whyNotWritten(error)}`, { cause: error });
  }
}
