import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';
import { systemCode, whyNotWritten } from '#server/gateways/objects/write-errors.ts';

const instanceSchema = z.object({
  pid: z.number().int().positive(),
  /** When the process began, as the kernel counts; tells it from a later one with the same number. */
  started: z.string(),
  port: z.number().int(),
  /** Set once the database is up. */
  databaseUrl: z.string().nullable(),
});

export type Instance = z.infer<typeof instanceSchema>;

const fileOf = (dataDir: string) => path.join(dataDir, 'instance.json');

/** The instance that runs on a data folder, or null. */
export function findInstance(dataDir: string): Instance | null {
  let text: string;
  try {
    text = readFileSync(fileOf(dataDir), 'utf8');
  } catch {
    return null;
  }
  try {
    const instance = instanceSchema.parse(JSON.parse(text));
    return isAlive(instance) ? instance : null;
  } catch {
    return null;
  }
}

export interface ClaimedInstance {
  /** Lets the command-line tools find the database of this instance. */
  tellDatabase(url: string): void;
  release(): void;
}

/** Claims a data folder for this process; throws `conflict` that says where the other instance is. */
export function claimInstance(dataDir: string, port: number): ClaimedInstance {
  const file = fileOf(dataDir);
  const instance: Instance = { pid: process.pid, started: startOf(process.pid), port, databaseUrl: null };
  const mine = `${file}.${process.pid}`;
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(mine, JSON.stringify(instance), { mode: 0o600 });
  } catch (error) {
    throw new HeliographError('storage', `cannot write to ${dataDir}: ${whyNotWritten(error)}`, { cause: error });
  }
  try {
    if (!link(mine, file)) {
      const other = findInstance(dataDir);
      if (other) {
        const where = `http://localhost:${other.port} (process ${other.pid})`;
        throw new HeliographError('conflict', `Heliograph is already running here: ${where}`);
      }
      rmSync(file, { force: true });
      if (!link(mine, file))
        throw new HeliographError('conflict', 'Heliograph is being started here by another process');
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    tellDatabase: (url) => {
      writeFileSync(mine, JSON.stringify({ ...instance, databaseUrl: url }), { mode: 0o600 });
      renameSync(mine, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** A hard link appears whole and never over another file: of two claimants, one wins. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function isAlive({ pid, started }: Instance): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false;
  }
  return startOf(pid) === started;
}

/** Field 22 of /proc/PID/stat: clock ticks since boot. Empty where there is no /proc, or no such process. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, field 2, is in parentheses and may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
