import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';

/** A file without a name, in the system's folder for temporary files: closed, it is gone. */
export interface UnnamedFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Up to `length` bytes from `position`; fewer at the end. */
  read(position: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** May be called more than once. */
  close(): Promise<void>;
}

export async function openUnnamedFile(): Promise<UnnamedFile> {
  const name = path.join(tmpdir(), `heliograph-${randomUUID()}.tmp`);
  const handle = await open(name, 'wx+', 0o600).catch((error: unknown) => {
    throw storageError(error);
  });
  await rm(name, { force: true });
  let closed: Promise<void> | null = null;
  return {
    write: (bytes) => writeAll(handle, bytes),
    read: async (position, length) => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, position);
      return bytes.subarray(0, bytesRead);
    },
    close: () => {
      closed ??= handle.close();
      return closed;
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done).catch((error: unknown) => {
      throw storageError(error);
    });
    done += bytesWritten;
  }
}

function storageError(error: unknown): HeliographError {
  return new HeliographError('storage', `cannot write a temporary file in ${tmpdir()}: ${whyNotWritten(error)}`, {
    cause: error,
  });
}
