import { crc32, inflateRawSync } from 'node:zlib';
import { HeliographError } from '#server/errors.ts';

/** Weights hardly pack; a configuration, and weights that are mostly zeros, pack to some hundredths. */
const LARGEST_RATIO = 100;
const FREE_BYTES = 2 ** 20;
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

/**
 * The files of a zip archive whose names and largest sizes are known beforehand (stored or deflated; no zip64, no
 * encryption). Throws a HeliographError ('model') at any other name, a larger file, or a damaged archive.
 * @param limits largest size of each file that may be there, bytes
 */
export function unzip(archive: Uint8Array, limits: Readonly<Record<string, number>>): Map<string, Uint8Array> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const files = new Map<string, Uint8Array>();
  const end = endOf(bytes);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged('its directory is broken');
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, nameEnd);
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
    if (limit === undefined) throw refused(`holds ${JSON.stringify(name.slice(0, 80))}, which has no place in one`);
    if (files.has(name)) throw refused(`holds ${name} twice`);
    files.set(name, contentOf(bytes, at, name, limit));
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

/** The end record lies behind a comment of at most 64 KiB. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw damaged('it is cut off');
}

function contentOf(bytes: Buffer, entry: number, name: string, limit: number): Uint8Array {
  const [method, checksum] = [bytes.readUInt16LE(entry + 10), bytes.readUInt32LE(entry + 16)];
  const [packedBytes, sizeBytes] = [bytes.readUInt32LE(entry + 20), bytes.readUInt32LE(entry + 24)];
  if (bytes.readUInt16LE(entry + 8) & 1) throw refused(`is encrypted (${name})`);
  if (sizeBytes > limit) throw refused(`holds a ${name} of ${sizeBytes} bytes; at most ${limit} are read`);
  if (sizeBytes > FREE_BYTES + packedBytes * LARGEST_RATIO) {
    throw refused(`packs ${sizeBytes} bytes of ${name} into ${packedBytes}, which no model does`);
  }
  const local = bytes.readUInt32LE(entry + 42);
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_ENTRY) throw damaged(`${name} is missing`);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + packedBytes > bytes.length) throw damaged(`${name} is cut off`);
  const content = unpacked(bytes.subarray(start, start + packedBytes), method, sizeBytes, name);
  if (content.length !== sizeBytes || crc32(content) !== checksum) throw damaged(`${name} fails its checksum`);
  return content;
}

function unpacked(packed: Buffer, method: number, sizeBytes: number, name: string): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw refused(`packs ${name} by method ${method}; only stored and deflated are read`);
  try {
    // A byte more than it claims is enough to see that it lies; it never fills the memory.
    return inflateRawSync(packed, { maxOutputLength: sizeBytes + 1 });
  } catch (cause) {
    throw damaged(`${name} does not unpack to its size`, cause);
  }
}

const damaged = (reason: string, cause?: unknown) =>
  new HeliographError('model', `the .keras archive is damaged: ${reason}`, { cause });
const refused = (reason: string) => new HeliographError('model', `the .keras archive is refused: it ${reason}`);
