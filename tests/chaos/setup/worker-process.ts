import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { childEnvironment } from '#server/env.ts';

export interface WorkerProcess {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with its exit code when it has ended. */
  ended: Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** `npm run worker` as a process of its own, ready for work. */
export async function startWorker(settings: Record<string, string> = {}): Promise<WorkerProcess> {
  const env = childEnvironment({ HELIOGRAPH_SCHEDULE: 'off', HELIOGRAPH_THREADS: '2', ...settings });
  const child = spawn(process.execPath, ['jobs/pipeline/worker/main.ts'], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  running.add(child);
  const ended = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return typeof code === 'number' ? code : null;
  });
  await Promise.race([
    once(child, 'message'),
    ended.then((code) => Promise.reject(new Error(`the worker ended with ${code}`))),
  ]);
  return { pid: child.pid ?? 0, kill: (signal) => child.kill(signal), ended };
}

/** Ends all workers that a test has left. */
export async function endWorkers(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const ended = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      return ended;
    }),
  );
}
