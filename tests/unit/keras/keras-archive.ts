import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { unzip } from '#server/gateways/keras/unzip.ts';
import { goldenFile } from './golden-keras.ts';

export interface ArchiveEntry {
  name: string;
  content: Uint8Array;
  /** Size that the directory claims; default: the true one. */
  claimedBytes?: number;
  encrypted?: boolean;
}

/** A zip archive of deflated files, as true or as false as a test wants it. */
export function zipOf(entries: readonly ArchiveEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedBytes = content.length, encrypted = false } of entries) {
    const packed = deflateRawSync(content);
    const facts = Buffer.alloc(22);
    facts.writeUInt16LE(encrypted ? 1 : 0, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(claimedBytes, 18);
    const nameBytes = Buffer.from(name);
    const nameLength = Buffer.alloc(4);
    nameLength.writeUInt16LE(nameBytes.length, 0);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, nameLength, nameBytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\0\0'), facts, nameLength, tail.subarray(0, 14), nameBytes]));
    parts.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06'), end]);
}

/** The two files of a golden .keras that matter. */
export function goldenArchive(name: string): { config: string; weights: Uint8Array } {
  const limits = { 'metadata.json': 1e6, 'config.json': 1e6, 'model.weights.h5': 1e6 };
  const files = unzip(readFileSync(goldenFile(name)), limits);
  const [config, weights] = [files.get('config.json'), files.get('model.weights.h5')];
  if (!config || !weights) throw new Error(`${name} is not a .keras archive`);
  return { config: Buffer.from(config).toString('utf8'), weights };
}
