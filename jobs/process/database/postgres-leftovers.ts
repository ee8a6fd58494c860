import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLineOf } from '#jobs/process/process-identity.ts';
import { HeliographError } from '#server/errors.ts';

const STOP_TIMEOUT_MS = 30_000;

/** Ends a server that outlived its starter, which has claimed the data folder no more, and clears its pid file. */
export async function clearLeftovers(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isServerOf(pid, dataDir)) {
    process.kill(pid, 'SIGINT');
    const deadlineMs = Date.now() + STOP_TIMEOUT_MS;
    while (isServerOf(pid, dataDir)) {
      if (Date.now() > deadlineMs) {
        throw new HeliographError(
          'database',
          `an earlier PostgreSQL (process ${pid}) on ${dataDir} does not stop: end it first`,
        );
      }
      await delay(50);
    }
  }
  rmSync(file, { force: true });
}

/** A process number is used again: only a PostgreSQL on this very folder is ours. */
function isServerOf(pid: number, dataDir: string): boolean {
  const command = commandLineOf(pid);
  return command.includes('postgres') && command.includes(` -D ${dataDir} -c `);
}
