import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { closeDataFolder, OWNER_ONLY } from '#server/data-folder.ts';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';
import { exclusively } from './exclusive.ts';
import { isRunning, startOf } from './process-identity.ts';

const instanceSchema = z.object({
  pid: z.number().int().positive(),
  /** When the process began; tells it from a later one with the same number. */
  started: z.string(),
  /** Port of the console; null for a command that needs the data folder to itself for a while. */
  port: z.number().int().nullable(),
  /** Set once a database is up that other commands may use. */
  databaseUrl: z.string().nullable(),
});

export type Instance = z.infer<typeof instanceSchema>;

const fileOf = (dataDir: string) => path.join(dataDir, 'instance.json');

/** The instance that runs on a data folder, or null. */
export function findInstance(dataDir: string): Instance | null {
  try {
    const instance = instanceSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
    return isRunning(instance.pid, instance.started) ? instance : null;
  } catch {
    return null;
  }
}

export interface ClaimedInstance {
  /** Lets the command-line tools find the database of this instance. */
  setDatabase(url: string): void;
  release(): void;
}

/**
 * Claims a data folder for this process, to serve on a port or, with null, for a command. Throws `conflict` that says
 * who has it. A claim whose process is gone is taken over.
 */
export function claimInstance(dataDir: string, port: number | null): ClaimedInstance {
  const file = fileOf(dataDir);
  const instance: Instance = { pid: process.pid, started: startOf(process.pid), port, databaseUrl: null };
  try {
    mkdirSync(dataDir, { recursive: true, mode: OWNER_ONLY });
    closeDataFolder(dataDir);
    exclusively(`${file}.lock`, () => {
      const other = findInstance(dataDir);
      if (other) throw new HeliographError('conflict', whoHasIt(other, dataDir));
      write(file, instance);
    });
  } catch (error) {
    if (error instanceof HeliographError) throw error;
    throw new HeliographError('storage', `cannot write to ${dataDir}: ${whyNotWritten(error)}`, { cause: error });
  }
  return {
    setDatabase: (url) => write(file, { ...instance, databaseUrl: url }),
    release: () => rmSync(file, { force: true }),
  };
}

function whoHasIt({ pid, port }: Instance, dataDir: string): string {
  return port === null
    ? `another command (process ${pid}) works on ${dataDir}: wait until it has ended`
    : `Heliograph is already running here: http://localhost:${port} (process ${pid})`;
}

/** Readers see the whole claim or none. It holds the database's password: for its owner's eyes only. */
function write(file: string, instance: Instance): void {
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, JSON.stringify(instance), { mode: 0o600 });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}
