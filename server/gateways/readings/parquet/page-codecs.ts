import zlib from 'node:zlib';
import { compressors } from 'hyparquet-compressors';

type Unpack = (packed: Uint8Array, unpackedBytes: number) => Uint8Array;

const limited = (unpackedBytes: number) => ({ maxOutputLength: Math.max(1, unpackedBytes) });

/** Node's own codecs stop where the page should end; those of the library are given the room that they have. */
const CODECS: Record<string, Unpack> = {
  UNCOMPRESSED: (packed) => packed,
  GZIP: (packed, bytes) => zlib.gunzipSync(packed, limited(bytes)),
  ZSTD: (packed, bytes) => zlib.zstdDecompressSync(packed, limited(bytes)),
  BROTLI: (packed, bytes) => zlib.brotliDecompressSync(packed, limited(bytes)),
  SNAPPY: (packed, bytes) => compressed('SNAPPY', packed, bytes),
  LZ4: (packed, bytes) => compressed('LZ4', packed, bytes),
  LZ4_RAW: (packed, bytes) => compressed('LZ4_RAW', packed, bytes),
};

function compressed(codec: 'SNAPPY' | 'LZ4' | 'LZ4_RAW', packed: Uint8Array, bytes: number): Uint8Array {
  const unpack = compressors[codec];
  if (!unpack) throw new Error(`codec ${codec} is not read`);
  return unpack(packed, bytes);
}

/** Unpacks a page to exactly the size that its header says. Throws an Error that names the codec. */
export function unpackPage(codec: string, packed: Uint8Array, unpackedBytes: number): Uint8Array {
  if (unpackedBytes === 0) return new Uint8Array(0);
  const unpack = Object.hasOwn(CODECS, codec) ? CODECS[codec] : undefined;
  if (!unpack) throw new Error(`its codec is ${codec}, which is not read; ${Object.keys(CODECS).join(', ')} are`);
  let unpacked: Uint8Array;
  try {
    unpacked = unpack(packed, unpackedBytes);
  } catch (cause) {
    throw new Error(`a page does not unpack from ${codec} to its ${unpackedBytes} bytes`, { cause });
  }
  if (unpacked.length === unpackedBytes) return unpacked;
  throw new Error(`a page unpacks to ${unpacked.length} bytes, not ${unpackedBytes}`);
}
