import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import process from 'node:process';
import { HeliographError } from '#server/errors.ts';

const NOBODY = 65_534;

/** How to run PostgreSQL's programs: it refuses to run as root, and must not outlive us. */
export interface Launcher {
  /** Words put before the program. */
  prefix: string[];
  /** User who must own the data; null when it is ours. */
  owner: number | null;
}

/**
 * An ordinary user starts the programs directly. Root, and a user whom the system has no name for (a container's), map
 * themselves to `nobody` in a namespace of their own; where the kernel forbids that, root becomes `nobody`.
 * On Linux the kernel ends the program when we die.
 */
export function findLauncher(): Launcher {
  const dieWithUs = endWithParent('INT');
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && hasName()) return { prefix: dieWithUs, owner: null };

  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (works(namespace)) return { prefix: [...dieWithUs, ...namespace], owner: null };
  if (!isRoot) return { prefix: dieWithUs, owner: null };

  // One call for all: a change of user would undo an earlier pdeathsig. The capability lets `nobody` reach a project or
  // a data folder below one that only root may enter, such as /root.
  const user = ['--reuid', `${NOBODY}`, '--regid', `${NOBODY}`, '--clear-groups'];
  const reach = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override', '--securebits=+no_setuid_fixup'];
  const nobody = ['setpriv', '--pdeathsig', 'INT', ...user];
  if (works([...nobody, ...reach])) return { prefix: [...nobody, ...reach], owner: NOBODY };
  if (works(nobody)) return { prefix: nobody, owner: NOBODY };
  throw new HeliographError(
    'database',
    'PostgreSQL does not run as root: start as an ordinary user or set DATABASE_URL',
  );
}

/** Words before a program that let the kernel end it with its parent, however that ends; none where that can't be had. */
export function endWithParent(signal: 'INT' | 'TERM'): string[] {
  const words = ['setpriv', '--pdeathsig', signal];
  return works(words) ? words : [];
}

/** PostgreSQL wants to know the name of the user it runs as. */
function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** True when a program can be run behind these words. */
function works([command = '', ...words]: string[]): boolean {
  return spawnSync(command, [...words, 'true']).status === 0;
}
