import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import process from 'node:process';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { openFileSource } from '#jobs/commands/produce/file-source.ts';
import { Pace } from '#jobs/commands/produce/pace.ts';
import { publishReadings } from '#jobs/commands/produce/publish.ts';
import { Rejects } from '#jobs/commands/produce/rejects.ts';
import { publishProgress } from '#jobs/commands/produce/report-progress.ts';
import { withBar } from '#jobs/process/progress.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import type { SimulatedFile, SimulatedFileResult } from '#jobs/simulator/definition.ts';
import { demoDayFiles } from '#jobs/simulator/demo-files.ts';
import { dataPath, readSettings } from '#server/env.ts';
import { openReadingsProducer } from '#server/gateways/kafka/readings-producer.ts';
import { scadaDayFolder } from '#server/gateways/readings/scada-files.ts';
import { demoDeviceId } from '#server/services/plants/register-demo-plant.ts';
import { millisecondsOfAsync } from './clock.ts';

export const BENCH_DAY = '2026-06-21';
/** The plant of the bench counts its days in UTC. */
export const BENCH_DAY_START_MS = Date.parse(BENCH_DAY);
const PLANT = 'bench';

export const benchArrays = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ deviceId: demoDeviceId(index), nameplate: DEFAULT_NAMEPLATE }));

/** The folder with a plant day's readings, simulated unless the data folder has kept them. */
export async function simulatedDay(arrays: number, signal: AbortSignal): Promise<string> {
  const root = dataPath('cache', `bench-ingest-${arrays}`);
  if (!existsSync(root)) {
    const aside = `${root}.${process.pid}.part`;
    const plan = { plantId: PLANT, day: BENCH_DAY, dayStartMs: BENCH_DAY_START_MS, arrays: benchArrays(arrays) };
    try {
      await withBar('simulate', (onProgress) =>
        runOnThreads<SimulatedFile, SimulatedFileResult>({
          task: new URL('../../simulator/file-task.ts', import.meta.url),
          payloads: demoDayFiles({ root: aside, ...plan }),
          onProgress: (done) => onProgress(done, arrays),
          signal,
        }),
      );
      await rename(aside, root);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }
  return scadaDayFolder(root, PLANT, BENCH_DAY);
}

/** Publishes a folder's readings in the order of their times, as `npm run produce` does; how many, and in what time. */
export async function publishDay(
  folder: string,
  topic: string,
  partitions: number,
  signal: AbortSignal,
): Promise<{ readings: number; milliseconds: number }> {
  const settings = readSettings();
  const producer = await openReadingsProducer(
    { topic, compression: 'lz4', createPartitions: partitions, force: false, warn: () => undefined },
    settings,
  );
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(), { once: true });
  const source = await openFileSource([folder], { inTime: true, utcOffsetMinutes: 0 });
  const progress = publishProgress(source);
  let readings = 0;
  try {
    const milliseconds = await millisecondsOfAsync(async () => {
      const published = await publishReadings({
        source,
        producer,
        pace: new Pace({ rate: null, replay: null }),
        checkpoint: null,
        rejects: new Rejects(null),
        strict: true,
        stop,
        onProgress: progress.update,
      });
      readings = published.readings;
    });
    signal.throwIfAborted();
    return { readings, milliseconds };
  } finally {
    progress.stop();
    await producer.close();
  }
}
