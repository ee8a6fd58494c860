import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { dataPath } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import type { Measured, StageFigures } from './plant-stages.ts';
import { ROLES } from './process-watch.ts';

export interface PlantRecord extends Measured {
  arrays: number;
  source: 'kafka' | 'files';
  workers: number;
  threads: number;
  /** 1 for workers that have just started. */
  round: number;
}

/** A throughput under this part of the record's fails the comparison. */
const MIN_RATIO = 0.85;

const print = (line: string) => process.stdout.write(`${line}\n`);
const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)}`;

/** One line a stage, and what the whole took. */
export function printPlant({ arrays, source, workers, threads, round, stages, databaseBusyS }: PlantRecord): void {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  print(
    `${arrays} arrays from ${source}, ${workers} workers of ${threads} threads, day ${round} of theirs, ${machine}, Node ${process.version}`,
  );
  const heads = [
    'wall s',
    'worker CPU s',
    'database',
    'broker',
    'worker MiB',
    'database',
    'broker',
    'rows/s',
    'MiB/s',
    'idle s',
  ];
  print(`${' '.repeat(9)}${heads.map((head) => head.padStart(13)).join('')}`);
  for (const stage of stages)
    print(
      `${stage.name.padEnd(9)}${columnsOf(stage, workers * threads)
        .map((text) => text.padStart(13))
        .join('')}`,
    );
  const msAnArray = ((stages.find(({ name }) => name === 'whole')?.wallS ?? Number.NaN) * 1000) / arrays;
  print(
    `${msAnArray.toFixed(2)} ms an array. idle: threads' time in a stage that no shard took. The database was at work for ${databaseBusyS.toFixed(1)} s.`,
  );
}

function columnsOf({ wallS, cpuS, peakBytes, rows, bytes, workedS }: StageFigures, threads: number): string[] {
  return [
    wallS.toFixed(1),
    ...ROLES.map((role) => cpuS[role].toFixed(1)),
    ...ROLES.map((role) => mebibytes(peakBytes[role])),
    rows === null ? '-' : `${Math.round(rows / wallS)}`,
    bytes === null ? '-' : (bytes / wallS / 2 ** 20).toFixed(1),
    workedS === null ? '-' : (wallS * threads - workedS).toFixed(1),
  ];
}

/** Beside the data of the bench, for `--compare` of a later one. */
export async function saveRecord(record: PlantRecord): Promise<void> {
  const file = path.join(path.dirname(dataPath()), `${record.source}-${record.arrays}-${record.workers}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(record, null, 1)}\n`);
  print(`record: ${file}`);
}

const recordSchema = z.object({
  arrays: z.number(),
  stages: z.array(z.object({ name: z.string(), wallS: z.number(), rows: z.number().nullable() })),
});

/** Prints each stage's throughput as a part of a record's. Throws when the whole's is under 0.85. */
export async function comparePlants(record: PlantRecord, file: string): Promise<void> {
  const before = await readRecord(file);
  let whole = Number.NaN;
  for (const { name, wallS, rows } of record.stages) {
    const other = before.stages.find((stage) => stage.name === name);
    if (rows === null || !other?.rows) continue;
    const ratio = rows / wallS / (other.rows / other.wallS);
    if (name === 'whole') whole = ratio;
    print(`${name.padEnd(9)} ${ratio.toFixed(2)} times the throughput of ${path.basename(file)}`);
  }
  if (whole >= MIN_RATIO) return;
  throw new HeliographError(
    'conflict',
    `the whole has ${whole.toFixed(2)} of the throughput of ${file}, under ${MIN_RATIO}`,
  );
}

async function readRecord(file: string) {
  try {
    return recordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new HeliographError('invalid_input', `--compare ${file} is no record of this bench: ${messageOf(error)}`);
  }
}
