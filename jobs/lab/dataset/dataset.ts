import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CONDITIONS } from '#domain/conditions.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { HeliographError } from '#server/errors.ts';
import { datasetPath } from './dataset-path.ts';
import type { DatasetBatch, DatasetOptions, DayRecord } from './definition.ts';
import { groupSamples } from './make-group.ts';

const BATCH_GROUPS = 5;
const TASK = new URL('./dataset-task.ts', import.meta.url);

type OnProgress = (done: number, total: number) => void;

/** Labelled array-days whose images stay on disk until they are asked for. */
export interface Dataset {
  records: readonly DayRecord[];
  /** Indices into CONDITIONS. */
  labels: Uint8Array;
  /** Images of array-days [first, first + count), 64 x 64 x 4 bytes each. */
  readImages(first: number, count: number): Promise<Uint8Array>;
}

/** A set, simulated once and then kept below the data folder under the name of its settings and of the simulator's sources. */
export async function datasetOf(options: DatasetOptions, onProgress: OnProgress): Promise<Dataset> {
  const { scenario, seed, split, days, preprocessingJson } = options;
  const file = await datasetPath(options);
  const kept = await readKept(file, days);
  if (kept) return datasetIn(file, kept);

  const part = `${file}.part`;
  await mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY });
  try {
    const created = await open(part, 'w');
    await created.truncate(days * IMAGE_PIXELS);
    await created.close();
    const payloads = batchesOf({ scenario, seed, split, days, preprocessingJson, file: part });
    const results = await runOnThreads<DatasetBatch, DayRecord[]>({
      task: TASK,
      payloads,
      onProgress: (done) => onProgress(done, days),
    });
    const records = results.flat();
    await writeFile(`${file}.json`, `${JSON.stringify(records)}\n`);
    // The images come last: where they are, the records are whole.
    await rename(part, file);
    return datasetIn(file, records);
  } finally {
    await rm(part, { force: true });
  }
}

async function readKept(file: string, days: number): Promise<DayRecord[] | null> {
  const images = await stat(file).catch(() => null);
  if (images?.size !== days * IMAGE_PIXELS) return null;
  const records = await readFile(`${file}.json`, 'utf8').catch(() => null);
  // Written whole by the code whose hash is in the name: nothing else has to be checked.
  return records === null ? null : (JSON.parse(records) as DayRecord[]);
}

function datasetIn(file: string, records: readonly DayRecord[]): Dataset {
  return {
    records,
    labels: Uint8Array.from(records, ({ condition }) => CONDITIONS.indexOf(condition)),
    readImages: async (first, count) => {
      const images = new Uint8Array(count * IMAGE_PIXELS);
      const handle = await open(file, 'r');
      try {
        // One read gives 2 GiB at most.
        for (let done = 0; done < images.length; ) {
          const { bytesRead } = await handle.read(images, done, images.length - done, first * IMAGE_PIXELS + done);
          if (bytesRead === 0) throw new HeliographError('storage', `${file} ends early: delete it and start again`);
          done += bytesRead;
        }
      } finally {
        await handle.close();
      }
      return images;
    },
  };
}

function batchesOf(set: Omit<DatasetBatch, 'first' | 'count'> & { days: number }): DatasetBatch[] {
  const { days, ...rest } = set;
  const batchDays = BATCH_GROUPS * groupSamples(set.scenario);
  return Array.from({ length: Math.ceil(days / batchDays) }, (_, index) => {
    const first = index * batchDays;
    return { ...rest, first, count: Math.min(batchDays, days - first) };
  });
}
