import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '#jobs/process/project-root.ts';
import { endWithParent } from '#jobs/process/unprivileged.ts';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { childEnvironment } from '#server/env.ts';

const STOP_TIMEOUT_MS = 20_000;
const LAST_LINES = 12;

/** How a process ended: with a code, or by a signal; with neither when it could not be started. */
export interface ServiceEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A long-running child process of `npm start`. */
export interface Service {
  name: string;
  /** Resolves when it ends by itself or was stopped. */
  ended: Promise<ServiceEnd>;
  lastLines(): string;
  /** Asks it to end, waits, and insists after 20 s. */
  stop(): Promise<void>;
}

/** Starts a Node program of the project; what it prints goes to a log file. It ends with this process in any case. */
export function startService(options: {
  name: string;
  script: string;
  words?: string[];
  settings?: Record<string, string>;
  logFolder: string;
  /** Keeps what an earlier one has written to its log. */
  again?: boolean;
}): Service {
  const { name, script, words = [], settings = {}, logFolder, again = false } = options;
  mkdirSync(logFolder, { recursive: true, mode: OWNER_ONLY });
  const logFile = path.join(logFolder, `${name}.log`);
  const log = openSync(logFile, again ? 'a' : 'w');
  const [command = '', ...rest] = [...endWithParent('TERM'), process.execPath, script, ...words];
  // Detached: Ctrl-C is for us; we stop our children in the right order.
  const child: ChildProcess = spawn(command, rest, {
    cwd: projectRoot,
    env: childEnvironment(settings),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<ServiceEnd>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: null, signal: null }));
  });
  return {
    name,
    ended,
    lastLines: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n'),
    stop: async () => {
      child.kill('SIGTERM');
      const insist = new AbortController();
      const timeout = delay(STOP_TIMEOUT_MS, undefined, { signal: insist.signal }).then(
        () => child.kill('SIGKILL'),
        () => undefined,
      );
      await ended;
      insist.abort();
      await timeout;
    },
  };
}
