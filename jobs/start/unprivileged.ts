import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { HeliographError } from '#server/errors.ts';

const NOBODY = 65_534;

/** How to run PostgreSQL's programs: it refuses to run as root, and must not outlive us. */
export interface Launcher {
  /** Folder of the binaries, reachable for the user that runs them. */
  native: string;
  /** Words put before the program. */
  prefix: string[];
  /** User who must own the data; null when it is ours. */
  owner: number | null;
}

/**
 * An ordinary user starts the programs directly. Root maps itself to another user in a namespace of its own where the
 * kernel allows that, and becomes `nobody` where it doesn't. On Linux the kernel ends the program when we die.
 */
export function findLauncher(native: string): Launcher {
  const dieWithUs = endWithParent('INT');
  if (process.getuid?.() !== 0) return { native, prefix: dieWithUs, owner: null };

  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (works(namespace[0] ?? '', [...namespace.slice(1), 'true'])) {
    return { native, prefix: [...dieWithUs, ...namespace], owner: null };
  }
  if (dieWithUs.length === 0) {
    throw new HeliographError(
      'database',
      'PostgreSQL does not run as root: start as an ordinary user or set DATABASE_URL',
    );
  }
  const user = ['--reuid', `${NOBODY}`, '--regid', `${NOBODY}`, '--clear-groups'];
  return { native: reachableByNobody(native), prefix: [...dieWithUs, ...user], owner: NOBODY };
}

/** Words before a program that let the kernel end it with its parent, however that ends; none where that can't be had. */
export function endWithParent(signal: 'INT' | 'TERM'): string[] {
  return works('setpriv', ['--pdeathsig', signal, 'true']) ? ['setpriv', '--pdeathsig', signal] : [];
}

function works(program: string, words: string[]): boolean {
  return spawnSync(program, words).status === 0;
}

/** The project may lie in a folder that only root may enter; then the binaries are copied to one everybody may. */
function reachableByNobody(native: string): string {
  const program = path.join(native, 'bin', 'postgres');
  if (spawnSync(program, ['--version'], { uid: NOBODY, gid: NOBODY }).status === 0) return native;
  const copy = path.join('/var/tmp', `heliograph-postgres-${path.basename(path.dirname(native))}`);
  if (!existsSync(path.join(copy, 'bin', 'postgres'))) {
    const temporary = `${copy}.${process.pid}`;
    cpSync(native, temporary, { recursive: true, verbatimSymlinks: true });
    chmodSync(temporary, 0o755);
    renameSync(temporary, copy);
  }
  return copy;
}
