import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { CHANNELS } from '#domain/channels.ts';
import { kernelPlanOf } from '#models/wavelet/kernel/arena.ts';
import { effortOf } from '#models/wavelet/kernel/effort.ts';
import { createWaveletPlan } from '#models/wavelet/plan.ts';
import { DEFAULT_SCALE_SET, LINEAR_SCALE_SET, type ScaleSet } from '#models/wavelet/scales.ts';
import { benchBatch } from './batch.ts';
import { type Ceiling, openCeiling } from './ceiling.ts';
import { median } from './clock.ts';
import { openPythonPeers, type PythonPeers } from './python-peers.ts';
import { openContestants } from './wavelet-contestants.ts';

const SCALE_SETS: Record<string, ScaleSet> = {
  'geometric, 64 scales from 2 to 900': DEFAULT_SCALE_SET,
  'linear, scales 1 to 64': LINEAR_SCALE_SET,
};

const seriesSchema = z.object({ series: z.record(z.enum(CHANNELS), z.array(z.number())) });
const print = (line = '') => process.stdout.write(`${line}\n`);

/** Prints the table of the bench: times of an array-day, ratios, and the distance to what the machine can do. */
export async function benchWavelet(
  { rounds, arrays, python }: { rounds: number; arrays: number; python: string },
  signal: AbortSignal,
): Promise<void> {
  const file = new URL('../../../tests/golden/scalogram.json', import.meta.url);
  const { series } = seriesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const rows = CHANNELS.map((channel) => series[channel]);
  const peers = await openPythonPeers(python, rows);
  try {
    for (const reason of peers.missing) print(reason);
    for (const [name, scales] of Object.entries(SCALE_SETS)) {
      signal.throwIfAborted();
      await benchScaleSet(name, scales, rows, rounds, peers, signal);
    }
  } finally {
    peers.close();
  }
  if (arrays > 0) {
    print(
      await benchBatch(
        arrays,
        rows.map((row) => Float32Array.from(row)),
        signal,
      ),
    );
  }
}

async function benchScaleSet(
  name: string,
  scales: ScaleSet,
  rows: readonly (readonly number[])[],
  rounds: number,
  peers: PythonPeers,
  signal: AbortSignal,
): Promise<void> {
  const contestants = openContestants(
    scales,
    rows.map((row) => Float32Array.from(row)),
    availableParallelism(),
    peers,
  );
  const ceiling = openCeiling();
  const ceilings: Ceiling[] = [];
  const turns = contestants.map((): number[] => []);
  try {
    // One turn each for the compilers, then the turns that count.
    for (const contestant of contestants) await contestant.time();
    for (let round = 0; round < rounds; round++) {
      ceilings.push(ceiling());
      for (const [index, contestant] of contestants.entries()) {
        signal.throwIfAborted();
        turns[index]?.push(await contestant.time());
      }
    }
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.close()));
  }
  print(`\n${name}: ${rounds} turns each, milliseconds an array-day of four channels`);
  print(
    `${'  '.padEnd(40)}${['median', 'best', 'times the kernel', 'Gflop/s'].map((head) => head.padStart(18)).join('')}`,
  );
  const effort = effortOf(kernelPlanOf(createWaveletPlan({ scales })));
  for (const [index, { name: contestant }] of contestants.entries()) {
    const own = turns[index] ?? [];
    const ratios = own.map((milliseconds, round) => milliseconds / (turns[0]?.[round] ?? Number.NaN));
    const gflops = /^kernel$|batch/.test(contestant) ? (effort.operations / median(own) / 1e6).toFixed(1) : '';
    const columns = [median(own).toFixed(3), Math.min(...own).toFixed(3), median(ratios).toFixed(2), gflops];
    print(`  ${contestant.padEnd(38)}${columns.map((column) => column.padStart(18)).join('')}`);
  }
  printDistance(effort, turns[0] ?? [], ceilings);
}

/** What the machine could do, and what share of it the kernel reaches. */
function printDistance(
  { operations, bytes }: { operations: number; bytes: number },
  own: number[],
  ceilings: Ceiling[],
) {
  const gflops = median(ceilings.map((ceiling) => ceiling.gflops));
  const gigabytes = median(ceilings.map((ceiling) => ceiling.gigabytes));
  const computeMs = operations / gflops / 1e6;
  const moveMs = bytes / gigabytes / 1e6;
  const shares = own.map((milliseconds, round) => {
    const ceiling = ceilings[round]?.gflops ?? Number.NaN;
    return operations / milliseconds / 1e6 / ceiling;
  });
  print(`  operations ${(operations / 1e6).toFixed(2)} million, bytes moved ${(bytes / 1e6).toFixed(2)} million`);
  print(`  the core at best: ${gflops.toFixed(1)} Gflop/s (${computeMs.toFixed(3)} ms of them), \
${gigabytes.toFixed(1)} GB/s copied in cache (${moveMs.toFixed(3)} ms)`);
  print(`  the kernel reaches ${(100 * median(shares)).toFixed(0)} % of the arithmetic ceiling`);
}
