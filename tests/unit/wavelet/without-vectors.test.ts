import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noise } from './signals.ts';

describe('a runtime without WebAssembly vectors', () => {
  beforeEach(() => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', { validate: () => false });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('gets the same scalograms from the twin, one by one and in batches, gaps as NaN', async () => {
    const { createWaveletPlan } = await import('#models/wavelet/plan.ts');
    const { createScalogramTransform, scalogramsOf } = await import('#models/wavelet/scalograms.ts');
    const { createScalogramBatch, openBatch } = await import('#models/wavelet/batch.ts');
    const options = { samples: 600, bins: 10, scales: [2, 7] };
    const plan = createWaveletPlan(options);
    const rows = [0, 1, 2, 3].map((channel) => noise(`twin ${channel}`, 600));
    expect(createScalogramTransform(plan).engine).toBe('twin');
    expect(() => createScalogramTransform(plan, { engine: 'kernel' })).toThrow(/engine kernel needs/);
    const expected = scalogramsOf(
      plan,
      rows.map((row) => Float32Array.from(row)),
    );
    const batch = createScalogramBatch({ ...options, capacity: 2, threads: 1 });
    for (let row = 0; row < 8; row++) batch.series.set(rows[row % 4] ?? [], row * 600);
    batch.series[5 * 600 + 17] = Number.NaN;
    expect(openBatch(batch, 0)(2)).toBe(2);
    expect(batch.scalograms.subarray(0, 80)).toEqual(expected);
    expect(batch.scalograms.subarray(80)).toEqual(expected.map((value, i) => (i % 4 === 1 ? Number.NaN : value)));
  });
});
