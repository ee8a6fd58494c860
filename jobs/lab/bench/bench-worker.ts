import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';

/** A worker as `npm run worker` starts it, ready for work; gives what stops it. */
export async function startBenchWorker(): Promise<() => Promise<void>> {
  const script = fileURLToPath(new URL('../../pipeline/worker/main.ts', import.meta.url));
  const env = childEnvironment({ LOG_LEVEL: 'silent' });
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const died = ended.then(([code]) => {
    throw new HeliographError('internal', `a worker ended with ${code}`);
  });
  await Promise.race([once(child, 'message'), died]);
  died.catch(() => undefined);
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}
