import { HeliographError } from '#server/errors.ts';
import { type Arena, arenaViews, createArena, openArena } from './kernel/arena.ts';
import { createWaveletPlan, type WaveletOptions } from './plan.ts';
import { createScalogramTransform, engineOf } from './scalograms.ts';

export interface BatchOptions extends WaveletOptions {
  /** Channels of an array. Default 4. */
  channels?: number;
  /** Arrays a batch holds. */
  capacity: number;
  /** Threads that may work on it at once. */
  threads: number;
}

/** Series and scalograms of many arrays in memory that threads share. It can be sent to other threads as it is. */
export interface ScalogramBatch {
  /** Tells batches apart that travel between threads. */
  readonly id: string;
  readonly options: BatchOptions;
  /** Series as [array][channel][sample]; gaps filled, for a channel with a value that is not finite comes out as NaN. */
  readonly series: Float32Array;
  /** Results as [array][scale][bin][channel], in the channels' units. */
  readonly scalograms: Float32Array;
  /** First array that no thread has taken yet. */
  readonly next: Int32Array;
  /** The kernel's memory; null where the twin does the work. */
  readonly arena: Arena | null;
}

/** Sets a batch up. `series` and `scalograms` lie over a SharedArrayBuffer. */
export function createScalogramBatch(options: BatchOptions): ScalogramBatch {
  requireCount('capacity', options.capacity, 1_000_000);
  requireCount('threads', options.threads, 1024);
  const { channels = 4, capacity, threads } = options;
  requireCount('channels', channels, 4096);
  const plan = createWaveletPlan(options);
  const id = crypto.randomUUID();
  const next = new Int32Array(new SharedArrayBuffer(4));
  if (engineOf(plan) === 'kernel') {
    const arena = createArena(plan, { channels, capacity, threads });
    return { id, options, ...arenaViews(arena), next, arena };
  }
  const shared = (values: number) => new Float32Array(new SharedArrayBuffer(4 * values));
  const series = shared(capacity * channels * plan.samples);
  const scalograms = shared(capacity * channels * plan.scales.length * plan.bins);
  return { id, options, series, scalograms, next, arena: null };
}

/** Arrays a thread takes at a time: few, so that all threads end together; not one, so that they do not queue. */
const ARRAYS_A_TURN = 4;

/**
 * What thread number `thread` calls to work on a batch: takes arrays off it until `count` are taken, and returns how
 * many it transformed. The kernel's allocates nothing. An array's result depends on its series alone, whoever computes it.
 */
export function openBatch(batch: ScalogramBatch, thread: number): (count: number) => number {
  const transform = batch.arena ? openArena(batch.arena, thread) : twinOf(batch);
  return (count) => {
    let done = 0;
    for (;;) {
      const first = Atomics.add(batch.next, 0, ARRAYS_A_TURN);
      if (first >= count) return done;
      for (let array = first; array < Math.min(count, first + ARRAYS_A_TURN); array++, done++) transform(array);
    }
  };
}

function twinOf({ options, series, scalograms }: ScalogramBatch): (array: number) => void {
  const { channels = 4, capacity } = options;
  const plan = createWaveletPlan(options);
  const transform = createScalogramTransform(plan, { channels, engine: 'twin' });
  const cells = scalograms.length / capacity;
  return (array) => {
    const rows = Array.from({ length: channels }, (_, channel) => {
      const start = (array * channels + channel) * plan.samples;
      return series.subarray(start, start + plan.samples);
    });
    const out = scalograms.subarray(array * cells, (array + 1) * cells);
    const broken = rows.map((row) => !row.every(Number.isFinite));
    const empty = new Float32Array(plan.samples);
    transform.run(
      rows.map((row, channel) => (broken[channel] ? empty : row)),
      out,
    );
    for (let i = 0; i < cells; i++) if (broken[i % channels]) out[i] = Number.NaN;
  };
}

function requireCount(name: string, value: number, highest: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= highest) return;
  throw new HeliographError('invalid_input', `${name} must be an integer from 1 to ${highest}, not ${value}`);
}
