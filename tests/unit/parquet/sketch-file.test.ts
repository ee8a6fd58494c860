import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import { encodeSketch, readSketch, type StoredGroup } from '#server/gateways/sketch-file.ts';

const LENGTH = 100;
let root = '';
let store = new LocalObjectStore('.');

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'heliograph-sketch-'));
  store = new LocalObjectStore(root);
});
afterAll(() => rm(root, { recursive: true }));

const group = (factor: number): StoredGroup => ({
  photocurrent: Uint16Array.from({ length: LENGTH }, (_, index) => (index * factor) % 65_536),
  voltage: Uint16Array.from({ length: LENGTH }, (_, index) => (index * factor * 7) % 65_536),
  arrays: factor,
});
const GROUPS = new Map([
  [2, group(977)],
  [-2, group(10_000)],
  [0, group(65_535)],
]);

async function readBytes(bytes: Uint8Array) {
  await store.put('sketch', bytes);
  return readSketch(store, 'sketch', LENGTH);
}

/** The stored bytes with some of them changed. */
async function changed(change: (bytes: Buffer) => Buffer | undefined): Promise<Uint8Array> {
  const bytes = Buffer.from(await encodeSketch(GROUPS));
  return change(bytes) ?? bytes;
}

describe('a sketch as a file', () => {
  it('gives back every count of every group', async () => {
    const read = await readBytes(await encodeSketch(GROUPS));
    expect([...read].sort(([a], [b]) => a - b)).toEqual([...GROUPS].sort(([a], [b]) => a - b));
  });

  it('is the same bytes in whatever order its groups were met', async () => {
    const reversed = new Map([...GROUPS].reverse());
    expect(Buffer.compare(await encodeSketch(reversed), await encodeSketch(GROUPS))).toBe(0);
  });

  it('of no arrays at all is read as none', async () => {
    expect(await readBytes(await encodeSketch(new Map()))).toEqual(new Map());
  });

  it.each<[string, (bytes: Buffer) => Buffer | undefined]>([
    ['that are none', () => Buffer.from('anything else')],
    ['of nothing', () => Buffer.alloc(0)],
    ['cut short', (bytes) => bytes.subarray(0, -20)],
    ['cut in their head', (bytes) => bytes.subarray(0, 6)],
    ['whose middle is overwritten', (bytes) => bytes.fill(0xff, 12, 40)],
    ['that claim a group less', (bytes) => void bytes.writeUInt32LE(2, 4)],
    ['that claim a group more', (bytes) => void bytes.writeUInt32LE(4, 4)],
    ['that claim four billion groups', (bytes) => void bytes.writeUInt32LE(0xffff_ffff, 4)],
  ])('refuses bytes %s, and says where to run from', async (_, change) => {
    await expect(readBytes(await changed(change))).rejects.toMatchObject({
      code: 'damaged_file',
      message: 'sketch is not a sketch of ratios: run from ingest',
    });
  });

  it('refuses tables of another length than the reader has', async () => {
    await store.put('longer', await encodeSketch(GROUPS));
    await expect(readSketch(store, 'longer', LENGTH + 1)).rejects.toMatchObject({ code: 'damaged_file' });
  });
});
