import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { HeliographError } from '#server/errors.ts';
import { makeFolder, syncFolder } from '#server/gateways/objects/folders.ts';
import { checkedKey, type ObjectStore } from '#server/gateways/objects/object-store.ts';
import { systemCode, whyNotWritten } from '#server/gateways/objects/write-errors.ts';

/** A bucket as folders below `root`. */
export class LocalObjectStore implements ObjectStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#write(key, bytes, rename);
  }

  async putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean> {
    return this.#write(key, bytes, async (temporary, target) => {
      // A hard link is refused when the name is taken, whoever took it, and the bytes are whole by then.
      await link(temporary, target);
      await rm(temporary);
    });
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

  async openStream(key: string): Promise<Readable> {
    try {
      const file = await open(this.#pathOf(key), 'r');
      return file.createReadStream();
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

  async remove(key: string): Promise<void> {
    await this.#remove(this.#pathOf(key), false);
  }

  async removeAll(prefix: string): Promise<void> {
    await this.#remove(this.#pathOf(prefix), true);
  }

  async readUrl(): Promise<null> {
    return null;
  }

  /** Writes beside the target, then puts it in place; all of it is on the disk before this returns. */
  async #write(
    key: string,
    bytes: Uint8Array,
    place: (temporary: string, target: string) => Promise<void>,
  ): Promise<boolean> {
    const target = this.#pathOf(key);
    const temporary = `${target}.${randomUUID()}.part`;
    try {
      await makeFolder(path.dirname(target));
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await place(temporary, target);
      await syncFolder(path.dirname(target));
      return true;
    } catch (error) {
      await rm(temporary, { force: true });
      if (systemCode(error) === 'EEXIST' && place !== rename) return false;
      throw storageError(`cannot write ${target}`, error);
    }
  }

  async #remove(target: string, recursive: boolean): Promise<void> {
    await rm(target, { recursive, force: true }).catch((error: unknown) => {
      throw storageError(`cannot remove ${target}`, error);
    });
  }

  #pathOf(key: string): string {
    return path.join(this.#root, ...checkedKey(key).split('/'));
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
