import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { plantDayStartMs, shiftPlantDay } from '#domain/plant-day.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import { dealOut, type SimulatedFile, type SimulatedFileResult } from '#jobs/simulator/definition.ts';
import { checkConditionOn } from '#models/photovoltaic/conditions.ts';
import { siteOf } from '#models/photovoltaic/weather.ts';
import { HeliographError } from '#server/errors.ts';
import { systemCode, whyNotWritten } from '#server/gateways/objects/write-errors.ts';
import { scadaFile } from '#server/gateways/readings/scada-files.ts';
import { allotConditions } from './condition-shares.ts';
import type { SimulateOptions } from './options.ts';

/** Folder of the plant's Avro files below the output, as a SCADA system names it. */
const PLANT_ID = 'simulated';

/**
 * Simulates a plant's days into files of readings and one of truth. The folder appears only when it is whole.
 * Throws a HeliographError; a folder that holds anything is never touched.
 */
export async function simulatePlant(
  options: SimulateOptions,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<{ files: number; arrayDays: number }> {
  const { out, arrays, days } = options;
  const emptyFolder = await refuseTaken(out);
  const aside = await makeAside(out);
  try {
    const folder = path.join(aside, 'files');
    const files = filesOf(options, folder);
    const results = await runOnThreads<SimulatedFile, SimulatedFileResult>({
      task: new URL('../../simulator/file-task.ts', import.meta.url),
      payloads: files,
      onProgress: (done) => onProgress(done, arrays * days),
      signal,
    });
    const truth = results.flatMap((result) => result.truth).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    await moveIn(folder, out, truth, emptyFolder);
    return { files: files.length, arrayDays: truth.length };
  } catch (error) {
    throw signal.aborted ? new HeliographError('cancelled', 'the simulation was interrupted; nothing is left') : error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** What is to be simulated, file by file. All days share the plant's site, all arrays of a day its sky. */
export function filesOf(options: SimulateOptions, folder: string): SimulatedFile[] {
  const { arrays, days, from, seed, shares, format, array, inject } = options;
  const site = siteOf(seed);
  const conditions = allotConditions(shares, arrays * days, seed);
  for (const condition of new Set(conditions)) checkConditionOn(condition, array);
  return Array.from({ length: days }, (_, index) => shiftPlantDay(from, index)).flatMap((day, dayIndex) => {
    const ofDay = Array.from({ length: arrays }, (_, index) => {
      const deviceId = `SIM${String(index + 1).padStart(7, '0')}`;
      const condition = conditions[dayIndex * arrays + index] ?? 'normal';
      return {
        deviceId,
        array,
        condition,
        arraySeed: `${seed} ${deviceId}`,
        seed: `${seed} ${deviceId} ${day}`,
        inject,
      };
    });
    return dealOut(ofDay).map((dealt, partition) => ({
      file:
        format === 'avro'
          ? scadaFile(folder, PLANT_ID, day, partition)
          : path.join(folder, `readings-${day}-${String(partition).padStart(3, '0')}.${format}`),
      format,
      day,
      dayStartMs: plantDayStartMs(day, 0),
      weatherSeed: `${seed} ${day}`,
      site,
      arrays: dealt,
    }));
  });
}

const orderOf = ({ day, deviceId }: Record<string, unknown>) => `${day} ${deviceId}`;

/** Whether the folder is there and empty; throws when there is something in it. */
async function refuseTaken(out: string): Promise<boolean> {
  try {
    if ((await readdir(out)).length === 0) return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    const why = systemCode(error) === 'ENOTDIR' ? 'it is not a folder' : whyNotWritten(error);
    throw new HeliographError('invalid_input', `--out ${out}: ${why}`, { cause: error });
  }
  throw new HeliographError('invalid_input', `--out ${out} holds files already: name a new folder`);
}

async function makeAside(out: string): Promise<string> {
  try {
    await mkdir(path.dirname(out), { recursive: true });
    return await mkdtemp(path.join(path.dirname(out), `.${path.basename(out)}-`));
  } catch (error) {
    throw new HeliographError('storage', `cannot write ${out}: ${whyNotWritten(error)}`, { cause: error });
  }
}

/** The labels lie beside the readings, never in them. */
async function moveIn(
  folder: string,
  out: string,
  truth: readonly Record<string, unknown>[],
  emptyFolder: boolean,
): Promise<void> {
  try {
    await writeFile(path.join(folder, 'truth.ndjson'), truth.map((line) => `${JSON.stringify(line)}\n`).join(''));
    if (emptyFolder) await rmdir(out);
    await rename(folder, out);
  } catch (error) {
    throw new HeliographError('storage', `cannot write ${out}: ${whyNotWritten(error)}`, { cause: error });
  }
}
