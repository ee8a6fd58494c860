import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { systemCode } from '#server/gateways/objects/write-errors.ts';

const PAUSE_MS = 5;
// Whoever holds the lock decides within a millisecond: an old one was left by a process that died in that instant.
const ABANDONED_AFTER_MS = 5000;

/** Does one thing that no other process does at the same time; waits for its turn. The file is gone afterwards. */
export function exclusively<Result>(lockFile: string, decide: () => Result): Result {
  while (!tryLock(lockFile)) {
    if (ageMs(lockFile) > ABANDONED_AFTER_MS) rmSync(lockFile, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
  try {
    return decide();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function tryLock(lockFile: string): boolean {
  try {
    closeSync(openSync(lockFile, 'wx', 0o600));
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function ageMs(lockFile: string): number {
  const found = statSync(lockFile, { throwIfNoEntry: false });
  return found ? Date.now() - found.mtimeMs : 0;
}
