import { openScalogramThreads } from '#jobs/lab/bench/scalograms/scalogram-threads.ts';
import { createWaveletPlan } from '#models/wavelet/plan.ts';
import type { ScaleSet } from '#models/wavelet/scales.ts';
import { createScalogramTransform } from '#models/wavelet/scalograms.ts';
import { millisecondsOf, millisecondsOfAsync } from './clock.ts';
import type { PythonPeers } from './python-peers.ts';

/** Somebody whose array-days are timed. */
export interface Contestant {
  readonly name: string;
  /** Milliseconds of an array-day, from one turn of some tens of milliseconds. */
  time(): Promise<number>;
  close(): Promise<void>;
}

const ARRAYS_PER_TURN = 32;
const BATCH = 128;
/** As close as float32 wavelets are commonly taken to be enough; the default is 2e-4. */
export const COARSE_ERROR = 1e-3;

/** The kernel alone, as batch on 1, 2 ... `mostThreads` worker threads, the twin, and the peers. */
export function openContestants(
  scales: ScaleSet,
  rows: readonly Float32Array[],
  maxThreads: number,
  python: PythonPeers,
): Contestant[] {
  const plan = createWaveletPlan({ scales });
  const kernel = createScalogramTransform(plan, { engine: 'kernel' });
  const coarse = createScalogramTransform(createWaveletPlan({ scales, error: COARSE_ERROR }), { engine: 'kernel' });
  const twin = createScalogramTransform(plan, { engine: 'twin' });
  const out = new Float32Array(plan.scales.length * plan.bins * rows.length);
  const close = async () => {};
  const single = (name: string, arrays: number, run: () => unknown): Contestant => ({
    name,
    time: async () => millisecondsOf(() => times(arrays, run)) / arrays,
    close,
  });
  const list = Array.from(plan.scales);
  return [
    single('kernel', ARRAYS_PER_TURN, () => kernel.run(rows, out)),
    single(`kernel, error ${COARSE_ERROR}`, ARRAYS_PER_TURN, () => coarse.run(rows, out)),
    ...Array.from({ length: maxThreads }, (_, index) => batchContestant(scales, rows, index + 1)),
    single('twin', 1, () => twin.run(rows, out)),
    ...python.peers.map((name) => ({ name, time: () => python.time(name, list), close })),
  ];
}

function batchContestant(scales: ScaleSet, rows: readonly Float32Array[], threads: number): Contestant {
  const pool = openScalogramThreads({ scales, capacity: BATCH, threads });
  const samples = pool.batch.series.length / BATCH / rows.length;
  for (let row = 0; row < BATCH * rows.length; row++) {
    pool.batch.series.set(rows[row % rows.length] ?? [], row * samples);
  }
  return {
    name: `batch, ${threads} thread${threads > 1 ? 's' : ''}`,
    time: async () => (await millisecondsOfAsync(() => pool.run(BATCH))) / BATCH,
    close: () => pool.close(),
  };
}

function times(count: number, run: () => unknown): void {
  for (let i = 0; i < count; i++) run();
}
