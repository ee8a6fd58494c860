import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { afterEach } from 'vitest';

export interface EndedScript {
  status: number | null;
  stdout: string;
  stderr: string;
}

interface StartedScript {
  child: ChildProcessWithoutNullStreams;
  ended: Promise<EndedScript>;
}

const running = new Set<ChildProcessWithoutNullStreams>();

// A test that ran out of time leaves nobody at work: its second try would meet them.
afterEach(endScripts);

/** Ends what a test has left running, before its folder is taken away. */
export async function endScripts(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      return closed;
    }),
  );
}

/** Starts a script of the project, which ends with the test at the latest. */
export function startScript(words: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): StartedScript {
  const child = spawn(process.execPath, words, { env, cwd });
  running.add(child);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const ended = Promise.all([text(child.stdout), text(child.stderr), closed]).then(([stdout, stderr, [status]]) => {
    running.delete(child);
    return { status, stdout, stderr };
  });
  return { child, ended };
}

/** Runs a script of the project to its end, with nothing on its standard input. */
export function runScript(words: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<EndedScript> {
  const { child, ended } = startScript(words, env, cwd);
  child.stdin.end();
  return ended;
}
