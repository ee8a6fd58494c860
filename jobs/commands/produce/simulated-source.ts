import { rm } from 'node:fs/promises';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { plantDayStartMs } from '#domain/plant-day.ts';
import { progressBar } from '#jobs/process/progress.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import type { SimulatedFile, SimulatedFileResult } from '#jobs/simulator/definition.ts';
import { demoDayFiles } from '#jobs/simulator/demo-files.ts';
import { dataPath, readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { scadaDayFolder } from '#server/gateways/readings/scada-files.ts';
import { demoDeviceId } from '#server/services/plants/register-demo-plant.ts';
import { openFileSource } from './file-source.ts';
import type { ReadingSource } from './reading-source.ts';

export interface SimulatedOptions {
  arrays: number;
  day: string;
  utcOffsetMinutes: number;
  signal: AbortSignal;
}

/**
 * A simulated day of the demo plant with so many arrays, its readings in the order of their times. The same options give
 * the same readings. They lie in files of the data folder until `remove`.
 */
export async function openSimulatedSource(
  options: SimulatedOptions,
): Promise<ReadingSource & { remove(): Promise<void> }> {
  const { arrays, day, utcOffsetMinutes, signal } = options;
  const root = dataPath('produce', `simulated-${arrays}-${day}`);
  const remove = () => rm(root, { recursive: true, force: true });
  const bar = progressBar('simulate');
  try {
    await remove();
    await runOnThreads<SimulatedFile, SimulatedFileResult>({
      task: new URL('../../simulator/file-task.ts', import.meta.url),
      payloads: filesOf(root, options),
      onProgress: (done) => bar.update(done, arrays),
      signal,
    });
  } catch (error) {
    await remove();
    throw signal.aborted ? new HeliographError('cancelled', `the simulation of ${day} was interrupted`) : error;
  } finally {
    bar.stop();
  }
  const folder = scadaDayFolder(root, readSettings().HELIOGRAPH_PLANT, day);
  // The files' random markers differ each time, their readings do not.
  const identity = {
    name: `simulated ${arrays} arrays of ${day}, ${utcOffsetMinutes} min`,
    files: [],
    growsAtEnd: true,
  };
  return { ...(await openFileSource([folder], { inTime: true, utcOffsetMinutes })), identity, remove };
}

function filesOf(root: string, { arrays, day, utcOffsetMinutes }: SimulatedOptions): SimulatedFile[] {
  return demoDayFiles({
    root,
    plantId: readSettings().HELIOGRAPH_PLANT,
    day,
    dayStartMs: plantDayStartMs(day, utcOffsetMinutes),
    arrays: Array.from({ length: arrays }, (_, index) => ({
      deviceId: demoDeviceId(index),
      nameplate: DEFAULT_NAMEPLATE,
    })),
  });
}
