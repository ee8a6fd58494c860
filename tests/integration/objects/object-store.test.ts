import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { openTestStore } from '../setup/open-test-store.ts';
import { type S3Api, startS3Api } from '../setup/s3-api.ts';

const text = (words: string) => new TextEncoder().encode(words);
let folder = '';
let api: S3Api;
let stores: Record<'local' | 's3', ObjectStore>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph objects '));
  api = await startS3Api();
  stores = { local: new LocalObjectStore(path.join(folder, 'bucket')), s3: openTestStore(api.url) };
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true });
});

describe.each(['local', 's3'] as const)('the %s object store', (kind) => {
  const store = () => stores[kind];

  it('gives back what was put, whole and in ranges, and its size', async () => {
    const bytes = new Uint8Array(randomBytes(10_000));
    await store().put('ranges/a=1/object.bin', bytes);
    expect(await store().get('ranges/a=1/object.bin')).toEqual(bytes);
    expect(await store().sizeOf('ranges/a=1/object.bin')).toBe(10_000);
    expect(await store().getRange('ranges/a=1/object.bin', 100, 200)).toEqual(bytes.slice(100, 200));
    expect(await store().getRange('ranges/a=1/object.bin', 9_990, 20_000)).toEqual(bytes.slice(9_990));
    expect(await store().getRange('ranges/a=1/object.bin', 20_000, 20_010)).toHaveLength(0);
    expect(await store().getRange('ranges/a=1/object.bin', 5, 5)).toHaveLength(0);
  });

  it('replaces an object whole', async () => {
    await store().put('replaced', text('the first and longer'));
    await store().put('replaced', text('second'));
    expect(await store().get('replaced')).toEqual(text('second'));
  });

  it('keeps an object of many parts, and streams it', async () => {
    const bytes = new Uint8Array(randomBytes(20 * 2 ** 20));
    await store().put('large', bytes);
    expect(Buffer.compare(await store().get('large'), bytes)).toBe(0);
    expect(Buffer.compare(await buffer(await store().openStream('large')), bytes)).toBe(0);
  });

  it('keeps an empty object', async () => {
    await store().put('empty', new Uint8Array());
    expect(await store().get('empty')).toHaveLength(0);
    expect(await store().sizeOf('empty')).toBe(0);
  });

  it('lets one of many writers commit, and the others know', async () => {
    const writers = Array.from({ length: 8 }, (_, writer) => text(`writer ${writer}`));
    const won = await Promise.all(writers.map((bytes) => store().putIfAbsent('race/manifest.json', bytes)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store().get('race/manifest.json')).toEqual(writers[won.indexOf(true)]);
    expect(await store().putIfAbsent('race/manifest.json', text('late'))).toBe(false);
    expect(await store().list('race')).toEqual(['race/manifest.json']);
  });

  it('lists below a prefix, sorted, over more than one page, and nothing beside it', async () => {
    const keys = Array.from({ length: 1005 }, (_, index) => `listed/run=a/${String(index).padStart(5, '0')}`);
    for (let first = 0; first < keys.length; first += 50) {
      await Promise.all(keys.slice(first, first + 50).map((key) => store().put(key, text(key))));
    }
    await store().put('listed/run=ab/other', text('beside'));
    expect(await store().list('listed/run=a')).toEqual(keys);
    expect(await store().list('listed/none')).toEqual([]);
  });

  it('removes one object, or all below a prefix', async () => {
    for (const key of ['gone/a', 'gone/b/c', 'gone/b/d', 'stays']) await store().put(key, text(key));
    await store().remove('gone/a');
    await store().remove('gone/a');
    expect(await store().list('gone')).toEqual(['gone/b/c', 'gone/b/d']);
    await store().removeAll('gone');
    await store().removeAll('gone');
    expect(await store().list('gone')).toEqual([]);
    expect(await store().get('stays')).toEqual(text('stays'));
  });

  it('names the object that is not there, whoever asks for it', async () => {
    const missing = { code: 'not_found', message: expect.stringContaining('none/at/all') };
    await expect(store().get('none/at/all')).rejects.toMatchObject(missing);
    await expect(store().getRange('none/at/all', 0, 10)).rejects.toMatchObject(missing);
    await expect(store().sizeOf('none/at/all')).rejects.toMatchObject(missing);
    await expect(store().openStream('none/at/all')).rejects.toMatchObject(missing);
  });

  it.each(['../secret', 'a/../../b', '/etc/passwd', 'a//b', '', 'a b', 'a\\b'])('refuses the key "%s"', async (key) => {
    await expect(async () => store().put(key, text('x'))).rejects.toThrow('bad object key');
    await expect(async () => store().list(key)).rejects.toThrow('bad object key');
  });
});

describe('the local object store', () => {
  it('leaves no temporary file behind, whoever won', async () => {
    const names = await readdir(path.join(folder, 'bucket'), { recursive: true });
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('an address of an object in S3', () => {
  it('gives the object to anybody for a while; a folder has none', async () => {
    await stores.s3.put('shown/gold.parquet', text('gold'));
    const url = (await stores.s3.readUrl('shown/gold.parquet', 60)) ?? '';
    const answer = await fetch(url);
    expect(await answer.text()).toBe('gold');
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('60');
    expect(await stores.local.readUrl('shown/gold.parquet', 60)).toBeNull();
  });
});
