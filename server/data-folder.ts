import { chmodSync, lstatSync } from 'node:fs';
import process from 'node:process';
import { dataPath } from './env.ts';

/** For the modes of folders that are made in the data folder. */
export const OWNER_ONLY = 0o700;

const OTHERS = 0o077;
const STICKY = 0o1000;

/**
 * Takes the data folder from everybody but its owner: the database, its password, readings and logs lie there. One that is
 * not there yet, belongs to somebody else or is shared by its nature (/tmp) is left as it is.
 */
export function closeDataFolder(folder: string = dataPath()): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory() || found.uid !== process.getuid?.()) return;
  if ((found.mode & OTHERS) !== 0 && (found.mode & STICKY) === 0) chmodSync(folder, OWNER_ONLY);
}
