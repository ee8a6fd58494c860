import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ColumnMap } from '#domain/column-map.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { systemCode } from '#server/gateways/objects/write-errors.ts';
import { readAvroRows } from './avro-rows.ts';
import { readCsv } from './csv-rows.ts';
import { readNdjson } from './ndjson-rows.ts';
import { readParquet } from './parquet-rows.ts';
import type { CountBytes, RawRow } from './reading-rows.ts';

const TEXT_READERS = { csv: readCsv, ndjson: readNdjson };

/** Kinds of text that can also come from standard input. */
export const TEXT_KINDS = ['csv', 'ndjson'] as const;

type Reader = (file: string, countBytes: CountBytes, map: ColumnMap | null) => AsyncGenerator<RawRow>;

const csv: Reader = (file, countBytes, map) => readCsv(counted(file, countBytes), file, map);
const ndjson: Reader = (file, countBytes, map) => readNdjson(counted(file, countBytes), file, map);
const READERS: Record<string, Reader> = {
  '.csv': csv,
  '.ndjson': ndjson,
  '.jsonl': ndjson,
  '.parquet': readParquet,
  '.avro': readAvroRows,
};
/** As loggers name CSV; in a folder, files of these names may be anything. */
const NAMED_READERS: Record<string, Reader> = { ...READERS, '.dat': csv, '.tsv': csv, '.txt': csv };
/** Text is often kept packed by gzip; Parquet and Avro pack themselves. */
const PACKED = /\.gz$/i;

/** Its reader, by its ending and the one before `.gz`; undefined for what is not read. */
function readerOf(file: string, readers: Record<string, Reader>): Reader | undefined {
  const reader = readers[path.extname(file.replace(PACKED, '')).toLowerCase()];
  return PACKED.test(file) && reader !== csv && reader !== ndjson ? undefined : reader;
}

export const isReadingsFile = (file: string) => readerOf(file, READERS) !== undefined;

export interface ReadOptions {
  countBytes?: CountBytes;
  /** Which columns hold what; null for ours. */
  map?: ColumnMap | null;
}

/** The rows of a file of readings, by its ending: CSV or NDJSON, packed by gzip or not, Parquet or an Avro container. */
export async function* readReadingsFile(file: string, { countBytes = () => undefined, map = null }: ReadOptions = {}) {
  const reader = readerOf(file, NAMED_READERS);
  if (!reader) {
    const known = Object.keys(NAMED_READERS).join(', ');
    throw new HeliographError('invalid_input', `${file}: unknown kind of file, use ${known}, or text with .gz behind`);
  }
  yield* guarded(file, async function* () {
    await refuseFolder(file);
    yield* reader(file, countBytes, map);
  });
}

/** The rows of a stream of text, such as standard input. */
export function readReadingsStream(
  input: Readable,
  { kind, name, map = null }: { kind: (typeof TEXT_KINDS)[number]; name: string; map?: ColumnMap | null },
) {
  return guarded(name, () => TEXT_READERS[kind](input, name, map));
}

/** Every failure names the file; a file without rows is one. */
async function* guarded(name: string, read: () => AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  let rows = 0;
  try {
    for await (const row of read()) {
      rows++;
      yield row;
    }
  } catch (error) {
    if (error instanceof HeliographError) throw error;
    const why = systemCode(error) === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new HeliographError('invalid_input', `${name}: ${why}`, { cause: error });
  }
  if (rows === 0) throw new HeliographError('invalid_input', `${name} holds no readings`);
}

function counted(file: string, countBytes: CountBytes): Readable {
  const stream = createReadStream(file, { highWaterMark: 1 << 18 });
  let before = 0;
  stream.on('data', () => {
    countBytes(stream.bytesRead - before);
    before = stream.bytesRead;
  });
  // Whoever reads the rows decides when it flows; a failure of either comes out at the end that is read.
  return PACKED.test(file) ? pipeline(stream, createGunzip(), () => undefined) : stream.pause();
}

async function refuseFolder(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    if ((await handle.stat()).isDirectory()) throw new HeliographError('invalid_input', `${file} is a folder`);
  } finally {
    await handle.close();
  }
}
