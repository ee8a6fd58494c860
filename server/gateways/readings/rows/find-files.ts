import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { HeliographError, messageOf } from '#server/errors.ts';
import { systemCode } from '#server/gateways/objects/write-errors.ts';
import { isReadingsFile } from './read-file.ts';

/** Folders below a folder that are looked into: plant=NAME/day=YYYY-MM-DD, and some of one's own above. */
const DEEPEST = 8;
const MAX_FILES = 1_000_000;
/** What the simulator leaves beside the readings: what is true of them. */
const TRUTH = /^truth\.[a-z]+$/;

/**
 * The files named, and those of readings in the folders named and below them: of a tree of plant=/day= folders day after
 * day, else by their paths. Hidden ones, links to folders and the simulator's truth are passed over.
 * Throws `invalid_input` for what is not there, and for a folder without a file of readings.
 */
export async function findReadingsFiles(names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) for (const file of await filesOf(name)) found.push(file);
  return found;
}

async function filesOf(name: string): Promise<string[]> {
  const found: string[] = [];
  try {
    if (!(await stat(name)).isDirectory()) return [name];
    await collect(name, found, 0);
  } catch (error) {
    if (error instanceof HeliographError) throw error;
    const why = systemCode(error) === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new HeliographError('invalid_input', `${name}: ${why}`, { cause: error });
  }
  if (found.length === 0) throw new HeliographError('invalid_input', `${name} holds no files of readings`);
  return found.sort((a, b) => compare(dayOf(a), dayOf(b)) || compare(a, b));
}

async function collect(folder: string, found: string[], depth: number): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() && depth < DEEPEST) await collect(name, found, depth + 1);
    else if (!entry.isDirectory() && isReadingsFile(entry.name) && !TRUTH.test(entry.name)) found.push(name);
    if (found.length > MAX_FILES) {
      throw new HeliographError('invalid_input', `${folder}: more than ${MAX_FILES} files of readings`);
    }
  }
}

/** The day that a folder above names, else nothing. */
const dayOf = (file: string) => /[\\/]day=(\d{4}-\d{2}-\d{2})[\\/]/.exec(file)?.[1] ?? '';

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
