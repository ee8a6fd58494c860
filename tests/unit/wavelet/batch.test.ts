import { afterEach, describe, expect, it } from 'vitest';
import { openScalogramThreads, type ScalogramThreads } from '#jobs/lab/bench/scalograms/scalogram-threads.ts';
import { createScalogramBatch, openBatch } from '#models/wavelet/batch.ts';
import { createWaveletPlan } from '#models/wavelet/plan.ts';
import { createScalogramTransform } from '#models/wavelet/scalograms.ts';
import { noise } from './signals.ts';

const ARRAYS = 11;
const series = noise('batch', ARRAYS * 4 * 4320);
const open: ScalogramThreads[] = [];

async function scalogramsWith(threads: number, capacity: number): Promise<Float32Array> {
  const pool = openScalogramThreads({ capacity, threads });
  open.push(pool);
  const cells = pool.batch.scalograms.length / capacity;
  const result = new Float32Array(ARRAYS * cells);
  for (let first = 0; first < ARRAYS; first += capacity) {
    const count = Math.min(capacity, ARRAYS - first);
    pool.batch.series.set(series.subarray(first * 4 * 4320, (first + count) * 4 * 4320));
    await pool.run(count);
    result.set(pool.batch.scalograms.subarray(0, count * cells), first * cells);
  }
  return result;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});

describe('openScalogramThreads', () => {
  it('gives the bytes of single transforms, whatever the number of threads and the size of the batch', async () => {
    const transform = createScalogramTransform(createWaveletPlan());
    const expected = Array.from({ length: ARRAYS }, (_, array) => {
      const rowAt = (channel: number) => (array * 4 + channel) * 4320;
      return transform.run([0, 1, 2, 3].map((channel) => series.slice(rowAt(channel), rowAt(channel) + 4320)));
    });
    const bytes = Buffer.concat(expected.map((scalogram) => new Uint8Array(scalogram.buffer)));
    for (const [threads, capacity] of [
      [1, 11],
      [2, 11],
      [3, 4],
      [2, 1],
    ] as const) {
      const result = await scalogramsWith(threads, capacity);
      expect(Buffer.from(result.buffer).equals(bytes), `${threads} threads, ${capacity} arrays`).toBe(true);
    }
  });

  it('refuses more arrays than it holds', async () => {
    const pool = openScalogramThreads({ capacity: 2, threads: 1 });
    await expect(async () => pool.run(3)).rejects.toThrow('count must be an integer from 0 to 2, not 3');
  });
});

describe('createScalogramBatch', () => {
  it('leaves other channels and arrays as they are when one has a gap', () => {
    const batch = createScalogramBatch({ capacity: 2, threads: 1 });
    batch.series.set(series.subarray(0, batch.series.length));
    openBatch(batch, 0)(2);
    const whole = batch.scalograms.slice();
    batch.series[4320 + 5] = NaN;
    batch.next[0] = 0;
    expect(openBatch(batch, 0)(2)).toBe(2);
    const broken = batch.scalograms.filter((value, i) => !Object.is(value, whole[i]));
    expect(broken).toHaveLength(64 * 64);
    expect(broken.every(Number.isNaN)).toBe(true);
    expect(batch.scalograms.every((value, i) => Number.isNaN(value) === (i < 64 * 64 * 4 && i % 4 === 1))).toBe(true);
  });

  it.each([
    [{ capacity: 0, threads: 1 }, 'capacity must be'],
    [{ capacity: 1, threads: 1.5 }, 'threads must be'],
    [{ capacity: 1, threads: 1, channels: 0 }, 'channels must be'],
    [{ capacity: 1, threads: 1, bins: 0 }, 'bins must be'],
  ])('refuses %j by name', (options, message) => {
    expect(() => createScalogramBatch(options)).toThrow(message);
  });
});
