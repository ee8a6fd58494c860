import zlib from 'node:zlib';
import { compressFrameSync, decompressFrameSync } from 'lz4-napi';
import snappy from 'snappy';
import { lz4FrameBytes, snappyBytes } from './unpacked-bytes.ts';

// What one batch may unpack to: a broken or hostile one must not take the memory of all.
const LARGEST_BATCH_BYTES = 64 * 2 ** 20;
/** Java clients write snappy in blocks behind this magic, two version numbers and, each, a length. */
const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const XERIAL_HEADER_BYTES = 16;

/** Kafka's numbers of the codecs, as a batch's attributes hold them. */
export const CODEC_NAMES = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;

/** Unpacks the records of a batch. Throws when they are damaged, or of a codec that Kafka does not have. */
export function unpackRecords(codec: number, packed: Buffer): Buffer {
  switch (CODEC_NAMES[codec]) {
    case 'none':
      return packed;
    case 'gzip':
      return zlib.gunzipSync(packed, { maxOutputLength: LARGEST_BATCH_BYTES });
    case 'snappy':
      return unpackSnappy(packed);
    case 'lz4':
      requireFits(lz4FrameBytes(packed));
      return decompressFrameSync(packed);
    case 'zstd':
      return zlib.zstdDecompressSync(packed, { maxOutputLength: LARGEST_BATCH_BYTES });
    default:
      throw new Error(`there is no codec ${codec}`);
  }
}

/** Snappy as Java clients write it, or raw as others do. */
function unpackSnappy(packed: Buffer): Buffer {
  if (!packed.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC)) return uncompressed(packed);
  const blocks: Buffer[] = [];
  for (let at = XERIAL_HEADER_BYTES; at < packed.length; ) {
    const end = at + 4 + packed.readUInt32BE(at);
    if (end > packed.length) throw new Error('a snappy block is cut off');
    blocks.push(uncompressed(packed.subarray(at + 4, end)));
    at = end;
  }
  return Buffer.concat(blocks);
}

function uncompressed(block: Buffer): Buffer {
  requireFits(snappyBytes(block));
  const unpacked = snappy.uncompressSync(block, { asBuffer: true });
  return typeof unpacked === 'string' ? Buffer.from(unpacked) : unpacked;
}

function requireFits(bytes: number): void {
  if (bytes > LARGEST_BATCH_BYTES) throw new Error(`it unpacks to ${bytes} bytes, more than ${LARGEST_BATCH_BYTES}`);
}

/** Packs the records of a batch. */
export function packRecords(codec: number, records: Buffer): Buffer {
  switch (CODEC_NAMES[codec]) {
    case 'none':
      return records;
    case 'gzip':
      return zlib.gzipSync(records);
    case 'snappy':
      return snappy.compressSync(records);
    case 'lz4':
      return compressFrameSync(records);
    case 'zstd':
      return zlib.zstdCompressSync(records);
    default:
      throw new Error(`there is no codec ${codec}`);
  }
}
