import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Condition } from '#domain/conditions.ts';
import { plantDayStartMs } from '#domain/plant-day.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { listScadaPartitions, scadaDayFolder } from '#server/gateways/readings/scada-files.ts';
import { openSystem } from '#server/services/context.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import type { SimulatedFile, SimulatedFileResult } from './definition.ts';
import { demoDayFiles } from './demo-files.ts';

/** Simulates a plant day's readings into SCADA files, one a partition, unless the day has files already. */
export async function ensureSimulatedDay(options: {
  plantId: string;
  day: string;
  /** Of each of the plant's arrays; default those of the demo plant. */
  conditions?: readonly Condition[];
  onProgress: (done: number, total: number) => void;
  signal?: AbortSignal;
}): Promise<{ written: boolean }> {
  const { plantId, day, conditions, onProgress, signal } = options;
  if ((await listScadaPartitions(scadaRoot(), plantId, day)).length > 0) return { written: false };

  const { plant, arrays } = await getPlantWithArrays(openSystem(), plantId, day);
  // Written aside and moved in whole: half a day would be taken for a whole one by the next start.
  const aside = path.join(scadaRoot(), '.simulating');
  const dayStartMs = plantDayStartMs(day, plant.utcOffsetMinutes);
  const files = demoDayFiles({ root: aside, plantId, day, dayStartMs, arrays, conditions });
  try {
    await rm(aside, { recursive: true, force: true });
    const results = await runOnThreads<SimulatedFile, SimulatedFileResult>({
      task: new URL('./file-task.ts', import.meta.url),
      payloads: files,
      onProgress: (done) => onProgress(done, arrays.length),
      ...(signal ? { signal } : {}),
    });
    const truth = results.flatMap((result) => result.truth);
    await moveIn(scadaDayFolder(aside, plantId, day), scadaDayFolder(scadaRoot(), plantId, day), truth);
  } catch (error) {
    throw signal?.aborted ? new HeliographError('cancelled', `the simulation of ${day} was interrupted`) : error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return { written: true };
}

/** The labels lie beside the readings, never in them. */
async function moveIn(from: string, to: string, truth: readonly Record<string, unknown>[]): Promise<void> {
  try {
    await writeFile(path.join(from, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
    await mkdir(path.dirname(to), { recursive: true, mode: OWNER_ONLY });
    await rename(from, to);
  } catch (error) {
    throw new HeliographError('storage', `cannot write ${to}: ${whyNotWritten(error)}`, { cause: error });
  }
}
