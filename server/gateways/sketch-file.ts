import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Counts of a group of arrays, as they are stored: two tables of as many 16-bit counts. */
export interface StoredGroup {
  photocurrent: Uint16Array;
  voltage: Uint16Array;
  arrays: number;
}

const MAGIC = 'HSK1';
const HEAD_BYTES = 8;
const GROUP_HEAD_BYTES = 12;
/** More groups than any plant has: damaged bytes must not make us take memory for billions. */
const MAX_GROUPS = 64;

/**
 * A sketch as bytes: "HSK1", the number of groups (uint32), then of each group its name (int32), its arrays (uint32), the
 * counts in a table (uint32) and the two tables (uint16); little-endian, deflated but for the first eight bytes.
 */
export async function encodeSketch(groups: ReadonlyMap<number, StoredGroup>): Promise<Uint8Array> {
  const sorted = [...groups].sort(([a], [b]) => a - b);
  const parts = sorted.flatMap(([name, { photocurrent, voltage, arrays }]) => {
    const head = Buffer.alloc(GROUP_HEAD_BYTES);
    head.writeInt32LE(name, 0);
    head.writeUInt32LE(arrays, 4);
    head.writeUInt32LE(photocurrent.length, 8);
    return [head, bytesOf(photocurrent), bytesOf(voltage)];
  });
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(MAGIC, 0, 'latin1');
  head.writeUInt32LE(sorted.length, 4);
  return Buffer.concat([head, await deflate(Buffer.concat(parts), { level: 1 })]);
}

/** Reads a sketch; `damaged_file` when it is none, or not of tables of `tableLength` counts. */
export async function readSketch(
  store: ObjectStore,
  key: string,
  tableLength: number,
): Promise<Map<number, StoredGroup>> {
  const stored = Buffer.from(await store.get(key));
  const damaged = () => new HeliographError('damaged_file', `${key} is not a sketch of ratios: run from ingest`);
  if (stored.length < HEAD_BYTES || stored.toString('latin1', 0, 4) !== MAGIC) throw damaged();
  const count = stored.readUInt32LE(4);
  if (count > MAX_GROUPS) throw damaged();
  const groupBytes = GROUP_HEAD_BYTES + 4 * tableLength;
  const maxOutputLength = Math.max(count * groupBytes, 1);
  const bytes = await inflate(stored.subarray(HEAD_BYTES), { maxOutputLength }).catch(() => null);
  if (!bytes || bytes.length !== count * groupBytes) throw damaged();
  const groups = new Map<number, StoredGroup>();
  for (let at = 0; at < bytes.length; at += groupBytes) {
    if (bytes.readUInt32LE(at + 8) !== tableLength) throw damaged();
    const first = at + GROUP_HEAD_BYTES;
    groups.set(bytes.readInt32LE(at), {
      photocurrent: tableAt(bytes, first, tableLength),
      voltage: tableAt(bytes, first + 2 * tableLength, tableLength),
      arrays: bytes.readUInt32LE(at + 4),
    });
  }
  return groups;
}

/** A copy, since a table needs its bytes aligned to two. */
function tableAt(bytes: Buffer, from: number, length: number): Uint16Array {
  const table = new Uint16Array(length);
  new Uint8Array(table.buffer).set(bytes.subarray(from, from + 2 * length));
  return table;
}

function bytesOf(table: Uint16Array): Buffer {
  return Buffer.from(table.buffer, table.byteOffset, table.byteLength);
}
