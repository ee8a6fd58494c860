import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';

/** Has a file written under another name and gives it its own when it is whole; a failure leaves nothing and names it. */
export async function writeAside(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${file}.part`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await write(temporary);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new HeliographError('storage', `cannot write ${file}: ${whyNotWritten(error)}`, { cause: error });
  }
}
