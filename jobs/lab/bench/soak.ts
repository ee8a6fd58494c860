import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { openContext } from '#server/services/context.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { BENCH_PLANT, runBenchDay, withBenchPlant } from './bench-plant.ts';
import { BENCH_DAY } from './ingest-topic.ts';
import { ensurePlantDay } from './plant-day.ts';
import { lookAround, type Surroundings } from './surroundings.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
/** Of how many days each one is cancelled once before it is run, and is run again from predict. */
const CANCEL_EVERY = 5;
const RERUN_EVERY = 3;

/** Plant days back to back through one worker; prints what there is after each of memory, handles, files and tables. */
export async function benchSoak(options: { arrays: number; days: number }, signal: AbortSignal): Promise<void> {
  const { arrays, days } = options;
  await withBenchPlant({ arrays, source: 'files', workers: 1 }, signal, async ({ databaseUrl }) => {
    const heads = [
      'worker MiB',
      'handles',
      'threads',
      'connections',
      'part files',
      'queue KiB',
      'shards KiB',
      'dead rows',
    ];
    print(`day        ${heads.map((head) => head.padStart(12)).join('')}`);
    const seen: Surroundings[] = [];
    for (let index = 0; index < days; index++) {
      const day = shiftPlantDay(BENCH_DAY, index);
      await ensurePlantDay(BENCH_PLANT, arrays, day, signal);
      if (index % CANCEL_EVERY === CANCEL_EVERY - 1) await cancelInIngest(day, signal);
      await runBenchDay(signal, { day });
      if (index % RERUN_EVERY === RERUN_EVERY - 1) await runBenchDay(signal, { day, fromStage: 'predict' });
      const now = await lookAround(databaseUrl);
      seen.push(now);
      print(
        `${day} ${columnsOf(now)
          .map((text) => text.padStart(12))
          .join('')}`,
      );
    }
    // The first third opens threads, loads the network and fills caches.
    const [from, to] = [seen[Math.floor(days / 3)], seen.at(-1)];
    const growth = (of: (there: Surroundings) => number) => ((to && from && of(to) / of(from) - 1) || 0) * 100;
    print(
      `from day ${Math.floor(days / 3) + 1} to day ${days}: worker's memory ${growth((there) => there.workerBytes).toFixed(1)} %, handles ${growth((there) => there.handles).toFixed(1)} %`,
    );
  });
}

async function cancelInIngest(day: string, signal: AbortSignal): Promise<void> {
  const context = await openContext(systemPrincipal('bench'));
  const { id: runId } = await requestRun(context, { day });
  for (;;) {
    const { stages } = await getRun(context, { runId });
    if (stages.some(({ name, done }) => name === 'ingest' && done > 0)) break;
    await delay(50, undefined, { signal });
  }
  await cancelRun(context, { runId });
}

function columnsOf(there: Surroundings): string[] {
  const { workerBytes, handles, threads, connections, partFiles, queueBytes, shardBytes, deadRows } = there;
  const kibibytes = (bytes: number) => `${Math.round(bytes / 1024)}`;
  return [
    `${Math.round(workerBytes / 2 ** 20)}`,
    ...[handles, threads, connections, partFiles].map(String),
    kibibytes(queueBytes),
    kibibytes(shardBytes),
    `${deadRows}`,
  ];
}
