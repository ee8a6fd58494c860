import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { CHANNELS } from '#domain/channels.ts';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

const MAGIC = 'HLW1';
const HEAD_BYTES = 16;
/** Of one window of a partition, unpacked: a damaged one must not take the memory of all. */
const LARGEST_BYTES = 2 ** 29;

/** What a window adds to a partition's day, and the state that reading goes on with. */
export interface WindowFile {
  /** Slots of the day, [from, to). */
  from: number;
  to: number;
  deviceIds: string[];
  /** `4 x (to - from)` values of each device, in the order of the channels. */
  values: Float32Array;
  /** As JSON, whatever its keeper wants back; NaN and infinities survive as `null`. */
  state: unknown;
}

/** "HLW1", bytes of the head, of the values, 0 (uint32 each); then both, deflated together; little-endian. The same window, the same bytes. */
export async function encodeWindow({ from, to, deviceIds, values, state }: WindowFile): Promise<Uint8Array> {
  const head = Buffer.from(JSON.stringify({ from, to, deviceIds, state }));
  const body = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const sizes = Buffer.alloc(HEAD_BYTES);
  sizes.write(MAGIC, 0, 'latin1');
  sizes.writeUInt32LE(head.length, 4);
  sizes.writeUInt32LE(body.length, 8);
  return Buffer.concat([sizes, await deflate(Buffer.concat([head, body]), { level: 1 })]);
}

/** Reads a window; `damaged_file` when it is none. */
export async function readWindow(store: ObjectStore, key: string): Promise<WindowFile> {
  const stored = Buffer.from(await store.get(key));
  const damaged = () => new HeliographError('damaged_file', `${key} is no window of readings`);
  if (stored.length < HEAD_BYTES || stored.toString('latin1', 0, 4) !== MAGIC) throw damaged();
  const [headBytes, bodyBytes] = [stored.readUInt32LE(4), stored.readUInt32LE(8)];
  if (headBytes + bodyBytes > LARGEST_BYTES) throw damaged();
  const maxOutputLength = headBytes + bodyBytes + 1;
  const bytes = await inflate(stored.subarray(HEAD_BYTES), { maxOutputLength }).catch(() => null);
  if (!bytes || bytes.length !== headBytes + bodyBytes) throw damaged();
  try {
    const { from, to, deviceIds, state } = JSON.parse(bytes.toString('utf8', 0, headBytes));
    const values = new Float32Array(bodyBytes / 4);
    new Uint8Array(values.buffer).set(bytes.subarray(headBytes));
    if (values.length !== deviceIds.length * CHANNELS.length * (to - from)) throw damaged();
    return { from, to, deviceIds, values, state };
  } catch {
    throw damaged();
  }
}
