import { describe, expect, it } from 'vitest';
import { kernelPlanOf } from '#models/wavelet/kernel/arena.ts';
import { effortOf } from '#models/wavelet/kernel/effort.ts';
import { createKernelPlan } from '#models/wavelet/kernel/kernel-plan.ts';
import { lengthsUpTo, operationsOf, radicesOf } from '#models/wavelet/kernel/lengths.ts';
import { exactPooling } from '#models/wavelet/kernel/pooling.ts';
import { createWaveletPlan } from '#models/wavelet/plan.ts';

const plan = kernelPlanOf(createWaveletPlan());
const scales = plan.frames.flatMap((frame) => frame.scales.map((scale) => ({ frame, ...scale })));

describe('createKernelPlan', () => {
  it('gives every scale one place, and short transforms to large scales', () => {
    expect(scales.map(({ row }) => row).sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, row) => row));
    const largest = scales.find(({ row }) => row === 63);
    expect(largest?.frame.size).toBe(8192);
    expect(largest?.size).toBeLessThanOrEqual(512);
  });

  it('puts small scales on a circle shorter than the full one, the smallest, cut at the top, excepted', () => {
    expect(scales.find(({ row }) => row === 10)?.frame.size).toBeLessThan(8192);
    expect(scales.find(({ row }) => row === 0)?.frame.size).toBe(8192);
  });

  it('has no transform shorter than its band, and weights of each bin that sum to 1', () => {
    for (const { gains, size, pooling, row } of scales) {
      expect(size).toBeGreaterThanOrEqual(gains.length);
      for (let bin = 0; bin < 64; bin++) {
        const weights = pooling.weights.subarray(bin * pooling.taps, (bin + 1) * pooling.taps);
        expect(Math.abs(weights.reduce((a, b) => a + b) - 1), `scale ${row}, bin ${bin}`).toBeLessThan(1e-5);
      }
    }
  });

  it('keeps the points that bins take within the margins on either side of a transform', () => {
    for (const options of [{}, { bins: 1 }, { bins: 4320 }, { samples: 40, bins: 3, scales: [2, 9] }]) {
      for (const { scales } of createKernelPlan(createWaveletPlan(options)).frames) {
        for (const { size, pooling } of scales) {
          expect(Math.min(...pooling.starts)).toBeGreaterThanOrEqual(-16);
          expect(Math.max(...pooling.starts) + pooling.taps).toBeLessThanOrEqual(size + 16);
        }
      }
    }
  });

  it('is made once for the same options', () => {
    expect(kernelPlanOf(createWaveletPlan({ samples: 4320 }))).toBe(plan);
    expect(kernelPlanOf(createWaveletPlan({ bins: 32 }))).not.toBe(plan);
  });
});

describe('exactPooling', () => {
  it('shares a sample that lies across two bins between them', () => {
    const { taps, starts, weights } = exactPooling({ samples: 64, bins: 5 });
    expect(Array.from(starts)).toEqual([0, 12, 25, 38, 51]);
    const second = Array.from(weights.subarray(taps, 2 * taps), (weight) => weight * 12.8);
    expect(second[0]).toBeCloseTo(0.2, 12);
    expect(second[13]).toBeCloseTo(0.6, 12);
    expect(second.reduce((a, b) => a + b)).toBeCloseTo(12.8, 12);
  });
});

describe('lengthsUpTo', () => {
  it('names lengths whose radices multiply to them, radix 4 first and last', () => {
    const lengths = lengthsUpTo(10_000);
    expect(lengths).toContain(8192);
    for (const length of lengths) {
      const radices = radicesOf(length);
      expect(radices.reduce((a, b) => a * b, 1)).toBe(length);
      expect([radices[0], radices.at(-1)]).toEqual([4, 4]);
    }
  });
});

describe('effortOf', () => {
  it('counts at least the transforms, and far fewer operations than full-length ones take', () => {
    const { operations, bytes } = effortOf(plan);
    expect(operations).toBeGreaterThan(4 * scales.reduce((sum, { size }) => sum + 0.8 * operationsOf(size), 0));
    expect(operations).toBeLessThan((4 * 64 * operationsOf(8192)) / 5);
    expect(bytes).toBeGreaterThan(4 * 4 * 4320);
  });
});
