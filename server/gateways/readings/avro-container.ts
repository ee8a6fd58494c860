import { type FileHandle, open } from 'node:fs/promises';
import { messageOf } from '#server/errors.ts';
import { LARGEST_BLOCK_BYTES, unpackerOf } from './avro-codecs.ts';
import { AvroCursor } from './avro-cursor.ts';

const MAGIC = Buffer.from([0x4f, 0x62, 0x6a, 1]);
const SYNC_BYTES = 16;
/** A schema of readings has some hundred bytes; one that evolved for years some thousand. */
const LARGEST_HEADER_BYTES = 2 ** 20;
/** Two numbers of at most ten bytes each. */
const BLOCK_HEAD_BYTES = 20;

export interface AvroBlock {
  /** Of the file's blocks, from 1. */
  number: number;
  /** How many values are said to be in it. */
  count: number;
  bytes: Buffer;
}

export interface AvroContainer {
  /** The writer's schema, as JSON says it. */
  schema: unknown;
  blocks: AsyncGenerator<AvroBlock>;
}

/**
 * Opens an Avro object container file and hands it to `use`. Nothing is held but one block; whatever its lengths say is
 * held against the bytes that are there, before any memory is asked for. Throws an Error that says what is wrong.
 */
export async function* withAvroContainer<Item>(
  file: string,
  use: (container: AvroContainer) => AsyncGenerator<Item>,
): AsyncGenerator<Item> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { schema, codec, sync, endsAt } = readHeader(await bytesAt(handle, 0, Math.min(size, LARGEST_HEADER_BYTES)));
    const blocks = readBlocks({ handle, size, sync, unpack: unpackerOf(codec, file) }, endsAt);
    yield* use({ schema, blocks });
  } finally {
    await handle.close();
  }
}

function readHeader(bytes: Buffer) {
  if (bytes.length === 0) throw new Error('the file is empty');
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('it does not begin as an Avro file does');
  const cursor = new AvroCursor(bytes.subarray(MAGIC.length));
  const facts = new Map<string, string>();
  for (;;) {
    let count = cursor.readVarint('the length of its header');
    if (count === 0) break;
    if (count < 0) cursor.readVarint('the size of its header');
    for (count = Math.abs(count); count > 0; count--) {
      const name = cursor.readBytes('a name in its header').toString('utf8');
      const value = cursor.readBytes('a value in its header');
      if (name.startsWith('avro.')) facts.set(name, value.toString('utf8'));
    }
  }
  const start = MAGIC.length + cursor.take(SYNC_BYTES, 'its header');
  const schema: unknown = JSON.parse(facts.get('avro.schema') ?? 'null');
  const codec = facts.get('avro.codec') ?? 'null';
  return { schema, codec, sync: bytes.subarray(start, start + SYNC_BYTES), endsAt: start + SYNC_BYTES };
}

interface BlockFile {
  handle: FileHandle;
  size: number;
  sync: Buffer;
  unpack: (packed: Buffer) => Buffer;
}

async function* readBlocks({ handle, size, sync, unpack }: BlockFile, from: number): AsyncGenerator<AvroBlock> {
  let at = from;
  for (let number = 1; at < size; number++) {
    const head = new AvroCursor(await bytesAt(handle, at, Math.min(BLOCK_HEAD_BYTES, size - at)));
    const headBytes = head.remainingBytes;
    const count = head.readVarint(`block ${number}`);
    const packedBytes = head.readVarint(`block ${number}`);
    at += headBytes - head.remainingBytes;
    if (count < 0 || packedBytes < 0) throw new Error(`block ${number} has a negative length`);
    if (packedBytes > LARGEST_BLOCK_BYTES) {
      throw new Error(`block ${number} has ${packedBytes} bytes; at most ${LARGEST_BLOCK_BYTES} are read`);
    }
    if (at + packedBytes + SYNC_BYTES > size) throw new Error(`the file is cut off in block ${number}`);
    const packed = await bytesAt(handle, at, packedBytes + SYNC_BYTES);
    if (!packed.subarray(packedBytes).equals(sync)) throw new Error(`block ${number} is damaged`);
    at += packedBytes + SYNC_BYTES;
    yield { number, count, bytes: unpackBlock(packed.subarray(0, packedBytes), number, unpack) };
  }
}

function unpackBlock(packed: Buffer, number: number, unpack: BlockFile['unpack']): Buffer {
  try {
    return unpack(packed);
  } catch (cause) {
    throw new Error(`block ${number} ${messageOf(cause)}`, { cause });
  }
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, position);
  if (bytesRead < length) throw new Error('the file is cut off');
  return bytes;
}
