const LZ4_FLAGS_AT = 4;
const LZ4_LARGEST_BLOCK_AT = 5;
const LZ4_HEADER_BYTES = 7;
const LZ4_CONTENT_SIZE = 0x08;
const LZ4_DICTIONARY = 0x01;
const LZ4_BLOCK_SUM = 0x10;
/** Set in the length of a block that is not compressed. */
const LZ4_STORED = 0x80000000;
/** No sequence of LZ4 says more: each further byte of it stands for at most 255. */
const LZ4_LARGEST_RATIO = 255;

/**
 * What a frame of LZ4 unpacks to at most, bytes, told by the lengths of its blocks: neither of the libraries asks before
 * it allocates. What is no frame is 0, and theirs to refuse.
 */
export function lz4FrameBytes(frame: Buffer): number {
  if (frame.length < LZ4_HEADER_BYTES) return 0;
  const flags = frame.readUInt8(LZ4_FLAGS_AT);
  // 64 KiB, 256 KiB, 1 MiB or 4 MiB.
  const largest = 2 ** (8 + 2 * ((frame.readUInt8(LZ4_LARGEST_BLOCK_AT) >> 4) & 7));
  const sumBytes = flags & LZ4_BLOCK_SUM ? 4 : 0;
  let at = LZ4_HEADER_BYTES + (flags & LZ4_CONTENT_SIZE ? 8 : 0) + (flags & LZ4_DICTIONARY ? 4 : 0);
  let bytes = 0;
  while (at + 4 <= frame.length) {
    const length = frame.readUInt32LE(at);
    if (length === 0) break;
    const packed = length % LZ4_STORED;
    bytes += length >= LZ4_STORED ? packed : Math.min(largest, packed * LZ4_LARGEST_RATIO);
    at += 4 + packed + sumBytes;
  }
  return bytes;
}

/** What a block of Snappy unpacks to, bytes, as it says itself in the varint that it begins with. */
export function snappyBytes(block: Buffer): number {
  let bytes = 0;
  for (let i = 0, place = 1; i < 5; i++, place *= 128) {
    const byte = block[i] ?? 0;
    bytes += (byte & 0x7f) * place;
    if (byte < 0x80) break;
  }
  return bytes;
}
