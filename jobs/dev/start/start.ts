import path from 'node:path';
import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { openOwnDatabase } from '#jobs/process/database/open-database.ts';
import { claimInstance } from '#jobs/process/instance.ts';
import { whyPortIsClosed } from '#jobs/process/ports.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { dataPath } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { buildConsole } from './build-console.ts';
import { startConsole } from './console.ts';
import { prepareSignIn, startIdentity } from './identity.ts';
import { type StartOptions, startCommand } from './options.ts';
import { prepareDay, recentDays } from './prepare-days.ts';
import { prepareOwnPlant } from './prepare-own-plant.ts';
import { startService } from './service.ts';
import { step } from './steps.ts';
import { type StartPart, type Supervised, supervise } from './supervise.ts';

await runCommand(startCommand, async (options, { signal }) => {
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
  { arrays, days, port, own }: StartOptions,
  signal: AbortSignal,
  onStop: (stop: () => Promise<void>) => void,
): Promise<void> {
  const instance = claimInstance(dataPath(), port);
  onStop(async () => instance.release());
  const closed = await whyPortIsClosed(port);
  if (closed) throw new HeliographError('conflict', closed);
  const signIn = await prepareSignIn(port);
  const check = () => {
    if (signal.aborted) throw new HeliographError('cancelled', 'stopped');
  };

  await step('console built', () => buildConsole(signal));
  check();
  const database = await step('database up', openOwnDatabase);
  onStop(database.stop);
  onStop(closeDatabase);
  onStop(closeJobQueue);
  instance.setDatabase(database.url);
  if (own) await prepareOwnPlant(own, signal);
  const plant = await registerDemoPlant(openSystem(), { arrays });
  for (const day of plant.simulated ? recentDays(days, plant.utcOffsetMinutes, Date.now()) : []) {
    check();
    await prepareDay(plant.plantId, day, signal);
  }
  check();

  const logFolder = dataPath('logs');
  const superviseAs = async (name: string, start: StartPart) => {
    const part = await supervise(name, start, { signal, say: (line) => process.stdout.write(`${line}\n`) });
    onStop(part.stop);
    return part;
  };
  const parts: Supervised[] = [];
  if (signIn.development) {
    const startSignIn: StartPart = ({ signal, again }) => startIdentity(signIn, logFolder, signal, again);
    parts.push(await step('sign-in up', () => superviseAs('identity provider', startSignIn)));
  }
  const script = path.join(projectRoot, 'jobs/pipeline/worker/main.ts');
  parts.push(
    await superviseAs('worker', async ({ again }) => startService({ name: 'worker', script, logFolder, again })),
  );
  const startPages: StartPart = ({ signal, again }) => startConsole(port, logFolder, signal, again);
  parts.push(await step('console up', () => superviseAs('console', startPages)));
  const databaseEnd = database.died.then((reason) => `the database ended unexpectedly: ${reason}`);
  process.stdout.write(`\nHeliograph is at http://localhost:${port} (Ctrl-C stops it)\n`);
  await untilStopped([...parts.map(({ gaveUp }) => gaveUp), databaseEnd], signal);
  process.stdout.write('\nStopping ...\n');
}

/** Waits for Ctrl-C; a part that ends before, each with its reason, is a failure. */
async function untilStopped(ends: readonly Promise<string>[], signal: AbortSignal): Promise<void> {
  const interrupted = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  const failure = await Promise.race([interrupted, ...ends]);
  if (failure !== null && !signal.aborted) throw new HeliographError('internal', failure);
}
