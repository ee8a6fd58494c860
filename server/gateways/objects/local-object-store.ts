import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { systemCode, whyNotWritten } from '#server/gateways/objects/write-errors.ts';

const KEY_PATTERN = /^[A-Za-z0-9][A-Za-z0-9=._-]*(\/[A-Za-z0-9][A-Za-z0-9=._-]*)*$/;

/** The object store as folders below `root`. */
export class LocalObjectStore implements ObjectStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const target = this.#pathOf(key);
    const temporary = `${target}.${randomUUID()}.part`;
    try {
      await mkdir(path.dirname(target), { recursive: true });
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw storageError(`cannot write ${target}`, error);
    }
  }

  async get(key: string): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return new Uint8Array(await readFile(this.#pathOf(key)));
    } catch (error) {
      throw this.#readError(key, error);
    }
  }

  async getRange(key: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const file = await open(this.#pathOf(key), 'r');
      try {
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
        return bytes.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    } catch (error) {
      throw this.#readError(key, error);
    }
  }

  async sizeOf(key: string): Promise<number> {
    try {
      return (await stat(this.#pathOf(key))).size;
    } catch (error) {
      throw this.#readError(key, error);
    }
  }

  async list(prefix: string): Promise<string[]> {
    const folder = this.#pathOf(prefix);
    try {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
        .map((entry) => path.relative(this.#root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
        .sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw storageError(`cannot list ${folder}`, error);
    }
  }

  async removeAll(prefix: string): Promise<void> {
    const folder = this.#pathOf(prefix);
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
      throw storageError(`cannot remove ${folder}`, error);
    });
  }

  #pathOf(key: string): string {
    if (!KEY_PATTERN.test(key)) throw new HeliographError('internal', `bad object key "${key}"`);
    return path.join(this.#root, ...key.split('/'));
  }

  #readError(key: string, error: unknown): HeliographError {
    if (isMissing(error)) return new HeliographError('not_found', `there is no object ${key}`, { cause: error });
    return storageError(`cannot read ${key}`, error);
  }
}

function isMissing(error: unknown): boolean {
  return systemCode(error) === 'ENOENT';
}

function storageError(what: string, error: unknown): HeliographError {
  return new HeliographError('storage', `${what}: ${whyNotWritten(error)}`, { cause: error });
}
