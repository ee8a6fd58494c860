import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { afterEach } from 'vitest';

export interface EndedScript {
  status: number | null;
  stdout: string;
  stderr: string;
}

const running = new Set<ChildProcess>();

// A test that ran out of time leaves nobody at work: its second try would meet them.
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Runs a script of the project to its end. `onOutput` is told each piece of its output, and may end it. */
export async function runScript(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  onOutput?: (piece: string, child: ChildProcess) => void,
): Promise<EndedScript> {
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  if (onOutput) child.stdout.on('data', (piece: Buffer) => onOutput(piece.toString(), child));
  try {
    const [stdout, stderr, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    return { status, stdout, stderr };
  } finally {
    running.delete(child);
  }
}
