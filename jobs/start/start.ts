import path from 'node:path';
import process from 'node:process';
import { runCommand } from '#jobs/command.ts';
import { dataPath } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { buildConsole } from './build-console.ts';
import { startConsole } from './console.ts';
import { openDatabase } from './database.ts';
import { claimInstance } from './instance.ts';
import { HELP, readStartOptions, type StartOptions } from './options.ts';
import { isPortFree } from './ports.ts';
import { prepareDay, recentDays } from './prepare-days.ts';
import { projectRoot } from './project-root.ts';
import { type Service, startService } from './service.ts';
import { step } from './steps.ts';

await runCommand('heliograph', async (signal) => {
  const options = readStartOptions();
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  // The terminal shows the steps; worker and console write logs of their own.
  log.level = 'silent';
  const stopping: (() => Promise<void>)[] = [];
  try {
    await start(options, signal, (stop) => stopping.unshift(stop));
  } catch (error) {
    // Ctrl-C is how a server is meant to be stopped: no failure.
    if (!(error instanceof HeliographError && error.code === 'cancelled')) throw error;
  } finally {
    for (const stop of stopping) await stop();
  }
});

/** From nothing to a served console; `onStop` collects what must be undone, last started first. */
async function start(
  { arrays, days, port }: StartOptions,
  signal: AbortSignal,
  onStop: (stop: () => Promise<void>) => void,
): Promise<void> {
  const instance = claimInstance(dataPath(), port);
  onStop(async () => instance.release());
  if (!(await isPortFree(port))) {
    throw new HeliographError(
      'conflict',
      `port ${port} is taken by another program: use --port N, or end that program`,
    );
  }
  const check = () => {
    if (signal.aborted) throw new HeliographError('cancelled', 'stopped');
  };

  await step('console built', buildConsole);
  check();
  const database = await step('database up', openDatabase);
  onStop(database.stop);
  onStop(closeDatabase);
  instance.tellDatabase(database.url);
  const plant = await registerDemoPlant({ arrays });
  for (const day of recentDays(days, plant.utcOffsetMinutes, Date.now())) {
    check();
    await prepareDay(plant.plantId, day, signal);
  }
  check();

  const logFolder = dataPath('logs');
  const services: Service[] = [];
  const keep = (service: Service) => {
    services.push(service);
    onStop(service.stop);
  };
  keep(startService({ name: 'worker', script: path.join(projectRoot, 'jobs/worker.ts'), logFolder }));
  keep(await step('console up', () => startConsole(port, logFolder, signal)));
  process.stdout.write(`\nHeliograph is at http://localhost:${port} (Ctrl-C stops it)\n`);
  await untilStopped(services, signal);
  process.stdout.write('\nStopping ...\n');
}

/** Waits for Ctrl-C; a service that ends before is a failure. */
async function untilStopped(services: readonly Service[], signal: AbortSignal): Promise<void> {
  const interrupted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const dead = await Promise.race([
    interrupted.then(() => null),
    ...services.map((service) => service.ended.then(() => service)),
  ]);
  if (dead && !signal.aborted) {
    throw new HeliographError('internal', `the ${dead.name} ended unexpectedly:\n${dead.lastLines()}`);
  }
}
