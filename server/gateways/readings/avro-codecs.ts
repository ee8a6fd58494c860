import zlib from 'node:zlib';
import snappy from 'snappy';
import { HeliographError } from '#server/errors.ts';
import { snappyBytes } from '#server/gateways/kafka/unpacked-bytes.ts';

/** What a block may have, packed or not: writers make them of 16 KiB to some MiB. */
export const LARGEST_BLOCK_BYTES = 64 * 2 ** 20;

const CHECKSUM_BYTES = 4;
const limits = { maxOutputLength: LARGEST_BLOCK_BYTES };

/** Of each codec that is read, how a block of it is unpacked; all stop before they have made more than a block may have. */
const CODECS: Record<string, (packed: Buffer) => Buffer> = {
  null: (packed) => packed,
  deflate: (packed) => zlib.inflateRawSync(packed, limits),
  snappy: unpackSnappy,
  zstandard: (packed) => zlib.zstdDecompressSync(packed, limits),
};

/** How blocks of a codec are unpacked; throws `invalid_input` that names file and codec when it is not read. */
export function unpackerOf(codec: string, file: string): (packed: Buffer) => Buffer {
  const unpack = Object.hasOwn(CODECS, codec) ? CODECS[codec] : undefined;
  if (!unpack) {
    const known = Object.keys(CODECS).join(', ');
    const why = `its codec is ${codec.slice(0, 40)}, which is not read; ${known} are`;
    throw new HeliographError('invalid_input', `${file}: ${why}`);
  }
  return (packed) => {
    try {
      return unpack(packed);
    } catch (error) {
      const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw tooLarge ? new Error(`unpacks to more than ${LARGEST_BLOCK_BYTES} bytes`) : error;
    }
  };
}

/** Avro puts the CRC-32 of the unpacked bytes behind each block of snappy, big endian. */
function unpackSnappy(packed: Buffer): Buffer {
  if (packed.length < CHECKSUM_BYTES) throw new Error('is cut off');
  const block = packed.subarray(0, -CHECKSUM_BYTES);
  if (snappyBytes(block) > LARGEST_BLOCK_BYTES) throw new Error(`unpacks to more than ${LARGEST_BLOCK_BYTES} bytes`);
  const unpacked = Buffer.from(snappy.uncompressSync(block, { asBuffer: true }));
  if (zlib.crc32(unpacked) !== packed.readUInt32BE(packed.length - CHECKSUM_BYTES))
    throw new Error('fails its checksum');
  return unpacked;
}
