import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '#jobs/process/project-root.ts';
import { HeliographError } from '#server/errors.ts';
import { answers } from './answers.ts';
import { type Service, startService } from './service.ts';

const READY_TIMEOUT_MS = 180_000;

/** Serves the built console on the loopback interface and waits until it answers. */
export async function startConsole(
  port: number,
  logFolder: string,
  signal: AbortSignal,
  again = false,
): Promise<Service> {
  const service = startService({
    name: 'console',
    script: path.join(projectRoot, 'node_modules/next/dist/bin/next'),
    words: ['start', '--hostname', '127.0.0.1', '--port', String(port)],
    settings: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    logFolder,
    again,
  });
  let died = false;
  service.ended.then(() => {
    died = true;
  });
  const deadlineMs = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(`http://127.0.0.1:${port}/api/health/live`))) {
    if (died || signal.aborted || Date.now() > deadlineMs) {
      await service.stop();
      if (signal.aborted) throw new HeliographError('cancelled', 'stopped before the console was up');
      throw new HeliographError('internal', `the console did not start:\n${service.lastLines()}`);
    }
    await delay(50);
  }
  return service;
}
