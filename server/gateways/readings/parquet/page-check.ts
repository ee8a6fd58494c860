import { ThriftCursor } from './thrift-cursor.ts';

/** What a data page says of itself, and its unpacked bytes. */
export interface UnpackedPage {
  version: 1 | 2;
  values: number;
  encoding: string;
  /** Of version 2, whose levels lie before the packed values. */
  levelBytes: number;
  bytes: Buffer;
}

/** Values of a run of eight that are only there to fill it. */
const PADDING = 7;
/** No writer makes blocks of more; the format asks for multiples of 128. */
const LARGEST_DELTA_BLOCK = 1 << 16;

/**
 * Makes sure that the runs in a page are not longer than the page: the decoder behind it believes them. A run that says a
 * billion in five bytes would be written out.
 * @param maxLevel definition level of a value that is there: 0 where the column is required, else 1
 */
export function checkPage(page: UnpackedPage, maxLevel: number): void {
  const { version, values, encoding, levelBytes, bytes } = page;
  let at = version === 2 ? levelBytes : 0;
  if (maxLevel > 0 && version === 1) {
    const length = bytes.length >= 4 ? bytes.readUInt32LE(0) : Number.POSITIVE_INFINITY;
    if (4 + length > bytes.length) throw new Error('a page ends within its levels');
    checkRuns(bytes.subarray(4, 4 + length), 1, values);
    at = 4 + length;
  } else if (maxLevel > 0) {
    checkRuns(bytes.subarray(0, levelBytes), 1, values);
  }
  const data = bytes.subarray(at);
  if (encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY') {
    if (data.length === 0) return;
    const width = data.readUInt8(0);
    if (width > 32) throw new Error(`a page has indices of ${width} bits`);
    if (width > 0) checkRuns(data.subarray(1), width, values);
  } else if (encoding.startsWith('DELTA_') && data.length > 0) checkDelta(data);
}

/** Runs of equal values and of packed bits: together no more than `values`. */
function checkRuns(bytes: Buffer, width: number, values: number): void {
  const cursor = new ThriftCursor(bytes);
  let seen = 0;
  while (seen < values && cursor.position < bytes.length) {
    const head = cursor.readVarint();
    const count = Math.floor(head / 2);
    if (head % 2 === 0) {
      cursor.skip(Math.ceil(width / 8));
      seen += count;
      if (count === 0 || seen > values) throw new Error('a page holds a run that is longer than it');
    } else {
      // The last bits of a run may be left out where nothing is in them.
      cursor.skip(Math.min(count * width, bytes.length - cursor.position));
      seen += count * 8;
      if (count === 0 || seen > values + PADDING) throw new Error('a page holds a run that is longer than it');
    }
  }
}

function checkDelta(bytes: Buffer): void {
  const cursor = new ThriftCursor(bytes);
  const [block, parts] = [cursor.readVarint(), cursor.readVarint()];
  if (block >= 1 && block <= LARGEST_DELTA_BLOCK && parts >= 1 && parts <= block && block % parts === 0) return;
  throw new Error(`a page has blocks of ${block} differences in ${parts} parts`);
}
