import { readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { dataPath } from '#server/env.ts';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import { readingOf } from '#server/gateways/readings/rows/reading-rows.ts';
import { writeReadingsFile } from '#server/gateways/readings/write-readings-file.ts';
import { runBenchDay, withBenchPlant } from './bench-plant.ts';
import { median } from './clock.ts';
import { openOriginal } from './original-process.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Our pipeline, from Avro files to published gold, beside the first version's way (pandas, PyWavelets, Keras, pyarrow, from
 * Parquet of the same readings): milliseconds an array-day, turn by turn.
 */
export async function benchOriginal(
  options: { arrays: number; rounds: number; python: string },
  signal: AbortSignal,
): Promise<void> {
  const { arrays, rounds, python } = options;
  await withBenchPlant({ arrays, source: 'files', workers: 1 }, signal, async ({ dayFolder }) => {
    const readings = dataPath('readings.parquet');
    await writeReadingsFile('parquet', readings, await readingsOf(dayFolder));
    const original = await openOriginal(python);
    const turns: { ours: number; original: number; steps: Record<string, number> }[] = [];
    try {
      // The first run opens threads and loads the network; the other side has done both.
      await runBenchDay(signal);
      for (let round = 0; round < rounds; round++) {
        const { requestedAt, endedAt } = await runBenchDay(signal);
        const ours = (Date.parse(endedAt ?? '') - Date.parse(requestedAt)) / arrays;
        const steps = await original.run(readings, dataPath('original.parquet'));
        const seconds = Object.values(steps).reduce((sum, value) => sum + value, 0);
        turns.push({ ours, original: (seconds * 1000) / arrays, steps });
      }
    } finally {
      original.close();
    }
    const middle = (of: (turn: (typeof turns)[number]) => number) => median(turns.map(of));
    print(`${arrays} arrays, ${rounds} turns, median milliseconds an array-day:`);
    print(`  ours, request to end of the run  ${middle(({ ours }) => ours).toFixed(2)}`);
    print(`  the original's way               ${middle((turn) => turn.original).toFixed(2)}`);
    for (const step of Object.keys(turns[0]?.steps ?? {})) {
      print(`    ${step.padEnd(31)}${((middle(({ steps }) => steps[step] ?? 0) * 1000) / arrays).toFixed(2)}`);
    }
    print(`  ratio ${middle((turn) => turn.original / turn.ours).toFixed(1)}`);
  });
}

async function readingsOf(folder: string): Promise<ReadingRecord[]> {
  const readings: ReadingRecord[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.avro')).sort()) {
    for await (const row of readReadingsFile(path.join(folder, name))) {
      const { timestampMs, ...reading } = readingOf(row, 0);
      readings.push({ ...reading, timestamp: timestampMs });
    }
  }
  return readings;
}
