import type { ColumnMetaData } from 'hyparquet';
import type { UnpackedPage } from './page-check.ts';
import { unpackPage } from './page-codecs.ts';
import { bytesAt, type ParquetFile } from './parquet-file.ts';
import { ThriftCursor, type ThriftStruct } from './thrift-cursor.ts';

/** Pages have some MiB at most, and as many values as a row group, mostly some 10,000. */
const LARGEST_PAGE_BYTES = 64 * 2 ** 20;
const MAX_VALUES = 1 << 20;
const HEAD_BYTES = 1 << 16;
const LARGEST_HEAD_BYTES = 1 << 20;

/** The format's numbers of kinds of pages and of encodings. */
const [DATA, DICTIONARY, DATA_V2] = [0, 2, 3];
const ENCODINGS: Record<number, string> = {
  0: 'PLAIN',
  2: 'PLAIN_DICTIONARY',
  3: 'RLE',
  5: 'DELTA_BINARY_PACKED',
  6: 'DELTA_LENGTH_BYTE_ARRAY',
  8: 'RLE_DICTIONARY',
  9: 'BYTE_STREAM_SPLIT',
};

/** A page of a column: its bytes with the header, as they are in the file, and unpacked. */
export interface ChunkPage {
  kind: 'dictionary' | 'data';
  raw: Buffer;
  /** What its packed part unpacks to. */
  unpacked: Uint8Array;
  page: UnpackedPage;
}

/** The pages of a column in a row group, one after the other; each is held against its limits before it is unpacked. */
export async function* chunkPages(
  { handle, sizeBytes }: ParquetFile,
  chunk: ColumnMetaData,
): AsyncGenerator<ChunkPage> {
  const offsets = [chunk.dictionary_page_offset, chunk.data_page_offset].map(Number).filter((offset) => offset > 0);
  let at = Math.min(...offsets);
  const end = at + Number(chunk.total_compressed_size);
  if (!(at < end && end <= sizeBytes)) throw new Error('its bytes lie outside of the file');
  while (at < end) {
    const { head, headBytes } = await readHead(handle, at, end);
    const [kind, unpackedBytes, packedBytes] = [numberOf(head, 1), numberOf(head, 2), numberOf(head, 3)];
    if (Math.max(unpackedBytes, packedBytes) > LARGEST_PAGE_BYTES) {
      throw new Error(
        `a page has ${Math.max(unpackedBytes, packedBytes)} bytes; at most ${LARGEST_PAGE_BYTES} are read`,
      );
    }
    if (at + headBytes + packedBytes > end) throw new Error('a page is cut off');
    const raw = await bytesAt(handle, at, headBytes + packedBytes);
    at += headBytes + packedBytes;
    if (kind !== DATA && kind !== DICTIONARY && kind !== DATA_V2) continue;
    yield pageOf({ raw, body: raw.subarray(headBytes), kind, unpackedBytes, head, codec: chunk.codec });
  }
}

interface RawPage {
  raw: Buffer;
  body: Buffer;
  kind: number;
  unpackedBytes: number;
  head: ThriftStruct;
  codec: string;
}

function pageOf({ raw, body, kind, unpackedBytes, head, codec }: RawPage): ChunkPage {
  const facts = head.structs.get(kind === DATA ? 5 : kind === DICTIONARY ? 7 : 8);
  if (!facts) throw new Error('a page does not say what is in it');
  const values = numberOf(facts, 1);
  if (values > MAX_VALUES) throw new Error(`a page says that it has ${values} values; at most ${MAX_VALUES} are read`);
  const encodingNumber = numberOf(facts, kind === DATA_V2 ? 4 : 2);
  const encoding = ENCODINGS[encodingNumber];
  if (encoding === undefined) throw new Error(`a page is in encoding ${encodingNumber}, which is not read`);
  const levelBytes = kind === DATA_V2 ? numberOf(facts, 5) + numberOf(facts, 6, 0) : 0;
  if (levelBytes > Math.min(body.length, unpackedBytes)) throw new Error('a page ends within its levels');
  const isPacked = kind !== DATA_V2 || facts.numbers.get(7) !== 0;
  const packed = body.subarray(levelBytes);
  const unpacked = isPacked ? unpackPage(codec, packed, unpackedBytes - levelBytes) : packed;
  const bytes = Buffer.concat([body.subarray(0, levelBytes), unpacked]);
  const nulls = kind === DATA_V2 ? numberOf(facts, 2) : 0;
  if (nulls > values) throw new Error('a page has more nulls than values');
  const page: UnpackedPage = { version: kind === DATA_V2 ? 2 : 1, values, encoding, levelBytes, bytes };
  return { kind: kind === DICTIONARY ? 'dictionary' : 'data', raw, unpacked, page };
}

async function readHead(handle: ParquetFile['handle'], at: number, end: number) {
  for (const limit of [HEAD_BYTES, LARGEST_HEAD_BYTES]) {
    const bytes = await bytesAt(handle, at, Math.min(limit, end - at));
    const cursor = new ThriftCursor(bytes);
    try {
      const head = cursor.readStruct();
      return { head, headBytes: cursor.position };
    } catch (error) {
      if (bytes.length < limit || limit === LARGEST_HEAD_BYTES) throw error;
    }
  }
  throw new Error('a page has no header');
}

/** A size or count: a whole number that is not negative. */
function numberOf(struct: ThriftStruct, field: number, standIn?: number): number {
  const value = struct.numbers.get(field) ?? standIn;
  if (value === undefined || !(value >= 0)) throw new Error('the header of a page is damaged');
  return value;
}
