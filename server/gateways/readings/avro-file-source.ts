import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import avro from 'avsc';
import { HeliographError, messageOf } from '#server/errors.ts';
import { READING_SCHEMA, type ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { ReadingBatchBuilder } from '#server/gateways/readings/reading-batch-builder.ts';
import type {
  ReadingBatch,
  ReadingsDay,
  ReadingsShard,
  ReadingsSource,
} from '#server/gateways/readings/readings-source.ts';
import { listScadaPartitions, scadaFile } from '#server/gateways/readings/scada-files.ts';

const BATCH_READINGS = 8192;
const SYNC_MARKER_BYTES = 16;

/** Readings from Avro object container files, one a partition and plant day, as a SCADA system drops them. */
export class AvroFileSource implements ReadingsSource {
  readonly #root: string;
  readonly #plantId: string;

  constructor(root: string, plantId: string) {
    this.#root = root;
    this.#plantId = plantId;
  }

  async shardsOf({ day }: ReadingsDay): Promise<ReadingsShard[]> {
    const partitions = await listScadaPartitions(this.#root, this.#plantId, day);
    return partitions.map((partition) => ({ partition, offsets: null }));
  }

  read(day: string, { partition }: ReadingsShard): AsyncIterable<ReadingBatch> {
    return readAvroFile(scadaFile(this.#root, this.#plantId, day, partition));
  }
}

/** Reads one file; throws `damaged_file` that names it when it is empty, truncated, not Avro or of another schema. */
export async function* readAvroFile(file: string): AsyncGenerator<ReadingBatch> {
  const decoder = new avro.streams.BlockDecoder({ readerSchema: READING_SCHEMA });
  let syncMarker: Buffer | undefined;
  decoder.on('metadata', (_type, _codec, header: { sync: Buffer }) => {
    syncMarker = header.sync;
  });
  const batch = new ReadingBatchBuilder(BATCH_READINGS);
  try {
    const feeding = pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), decoder, { end: true });
    // The loop below reports the failure; this keeps Node from reporting it as unhandled as well.
    feeding.catch(() => undefined);
    for await (const reading of decoder as AsyncIterable<ReadingRecord>) {
      batch.add(reading);
      if (batch.full) yield batch.take();
    }
    if (!syncMarker) throw new Error('the file is empty or ends in its header');
    // The decoder stops without a word at a half block; a whole file ends with its sync marker.
    if (!(await lastBytes(file)).equals(syncMarker)) throw new Error('the file is cut off');
  } catch (error) {
    throw new HeliographError('damaged_file', `${file} is not a whole Avro file of readings: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (!batch.empty) yield batch.take();
}

async function lastBytes(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(SYNC_MARKER_BYTES);
    await handle.read(bytes, 0, SYNC_MARKER_BYTES, Math.max(0, size - SYNC_MARKER_BYTES));
    return bytes;
  } finally {
    await handle.close();
  }
}
