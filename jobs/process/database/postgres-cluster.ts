import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';
import { reasonOf } from './postgres-messages.ts';

export const SUPERUSER = 'heliograph';

const isCluster = (dataDir: string) => existsSync(path.join(dataDir, 'PG_VERSION'));

/** The password of the cluster's only user, made before the cluster and readable by its owner alone. */
export function clusterPassword(dataDir: string): string {
  const file = `${dataDir}.password`;
  const stored = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (stored !== '') return stored;
  if (isCluster(dataDir)) {
    throw new HeliographError(
      'database',
      `${file} is missing, the password of the database in ${dataDir}: put it back, or move that folder away to begin anew`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  const temporary = `${file}.new`;
  try {
    writing(file, () => {
      writeFileSync(temporary, password, { mode: 0o600 });
      renameSync(temporary, file);
    });
  } finally {
    rmSync(temporary, { force: true });
  }
  return password;
}

/** Makes the cluster when there is none. An interrupted attempt leaves nothing that could be taken for one. */
export function initCluster(options: {
  dataDir: string;
  password: string;
  owner: number | null;
  initdb: (words: string[]) => { status: number | null; output: string };
}): void {
  const { dataDir, password, owner, initdb } = options;
  if (isCluster(dataDir)) return;
  const temporary = `${dataDir}.init`;
  const passwordFile = `${temporary}.password`;
  try {
    writing(temporary, () => {
      rmSync(temporary, { recursive: true, force: true });
      mkdirSync(temporary, { mode: 0o700, recursive: true });
      writeFileSync(passwordFile, password, { mode: 0o600 });
      if (owner !== null) for (const made of [temporary, passwordFile]) chownSync(made, owner, owner);
    });
    const words = ['-D', temporary, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const { status, output } = initdb([...words, '--encoding=UTF8', '--locale=C', '--no-instructions', '--no-sync']);
    if (status !== 0) {
      throw new HeliographError('database', `cannot make the database in ${dataDir}: ${reasonOf(output)}`);
    }
    writing(dataDir, () => renameSync(temporary, dataDir));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Makes the folder that is to hold the cluster; says why when it can't. */
export function makeParent(dataDir: string): void {
  writing(path.dirname(dataDir), () => mkdirSync(path.dirname(dataDir), { recursive: true, mode: OWNER_ONLY }));
}

/** Does what writes to a place; a failure names the place and says why. */
function writing(place: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new HeliographError('storage', `cannot write to ${place}: ${whyNotWritten(error)}`, { cause: error });
  }
}
