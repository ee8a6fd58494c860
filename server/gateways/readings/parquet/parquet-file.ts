import { type FileHandle, open } from 'node:fs/promises';
import { type FileMetaData, parquetMetadata } from 'hyparquet';
import { messageOf } from '#server/errors.ts';
import { ThriftCursor } from './thrift-cursor.ts';

const MAGIC = 'PAR1';
/** Behind the metadata: its length and the magic word. */
const TAIL_BYTES = 8;
const LARGEST_METADATA_BYTES = 16 * 2 ** 20;
/** Readings that do not repeat themselves need bytes: beyond the first million, no more than so many of them in one. */
const FREE_ROWS = 1_000_000;
const MAX_ROWS_PER_BYTE = 64;

/** A file that is open, and what its footer says. */
export interface ParquetFile {
  handle: FileHandle;
  sizeBytes: number;
  metadata: FileMetaData;
}

/**
 * Opens a Parquet file. Its footer is walked first, by the bytes that are there: the library behind believes every count in
 * it. Throws an Error that says what is wrong; the caller closes the handle.
 */
export async function openParquetFile(file: string): Promise<ParquetFile> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const metadata = await readMetadata(handle, size);
    const rows = Number(metadata.num_rows);
    if (rows > FREE_ROWS && rows > size * MAX_ROWS_PER_BYTE) {
      throw new Error(`it says that ${rows} rows are in its ${size} bytes: readings are never so much alike`);
    }
    return { handle, sizeBytes: size, metadata };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readMetadata(handle: FileHandle, size: number): Promise<FileMetaData> {
  if (size < TAIL_BYTES + MAGIC.length) throw new Error('it is too short for a Parquet file');
  const tail = await bytesAt(handle, size - TAIL_BYTES, TAIL_BYTES);
  if (tail.toString('latin1', 4) !== MAGIC) throw new Error('it does not end as a Parquet file does');
  const length = tail.readUInt32LE(0);
  if (length > size - TAIL_BYTES) throw new Error('it is cut off, or damaged in its footer');
  if (length > LARGEST_METADATA_BYTES) {
    throw new Error(
      `its footer has ${length} bytes; at most ${LARGEST_METADATA_BYTES} are read: write larger row groups`,
    );
  }
  const footer = await bytesAt(handle, size - TAIL_BYTES - length, length + TAIL_BYTES);
  try {
    new ThriftCursor(footer.subarray(0, length)).readStruct();
    return parquetMetadata(new Uint8Array(footer), { geoparquet: false });
  } catch (cause) {
    throw new Error(`its footer is damaged: ${messageOf(cause)}`, { cause });
  }
}

/** Exactly these bytes; throws an Error when the file ends before. */
export async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, position);
  if (bytesRead < length) throw new Error('it is cut off');
  return bytes;
}
