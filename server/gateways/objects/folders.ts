import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { systemCode } from '#server/gateways/objects/write-errors.ts';

// Windows cannot open a folder, some network file systems cannot sync one: there the system's own order must do.
const CANNOT_SYNC = new Set(['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'EACCES']);

/** Makes a folder with its parents; the names of new ones are on the disk when this returns. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) await syncFolder(path.dirname(made));
}

/** Puts the names in a folder on the disk: a renamed file outlives a power cut only after this. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!CANNOT_SYNC.has(systemCode(error) ?? '')) throw error;
  }
}
