import { describe, expect, it } from 'vitest';
import { CHANNELS } from '#domain/channels.ts';
import { createWaveletPlan } from '#models/wavelet/plan.ts';
import { LINEAR_SCALE_SET } from '#models/wavelet/scales.ts';
import { scalogramOf, waveletCoefficients } from '#models/wavelet/scalogram.ts';
import { golden, goldenFloat64 } from './golden-scalogram.ts';
import { worstError } from './signals.ts';

const plan = createWaveletPlan();

describe('scalogramOf', () => {
  it.each(CHANNELS)('reaches the reference of %s within 1e-5 of its largest value', (channel) => {
    const expected = golden.scalogram[channel].flat();
    const largest = Math.max(...expected);
    const scalogram = scalogramOf(plan, Float64Array.from(golden.series[channel]));
    const worst = Math.max(...expected.map((value, i) => Math.abs(value - (scalogram[i] ?? Number.NaN))));
    expect(worst / largest).toBeLessThan(1e-5);
  });

  it.each(CHANNELS)('reaches the float64 reference of %s within 1e-9 of its largest value', (channel) => {
    const scalogram = scalogramOf(plan, Float64Array.from(golden.series[channel]));
    const rows = goldenFloat64.rows.flatMap((row) => Array.from(scalogram.subarray(row * 64, (row + 1) * 64)));
    expect(worstError(rows, goldenFloat64.scalogram[channel].flat())).toBeLessThan(1e-9);
  });

  it('writes the same numbers into a given array, whatever was transformed before', () => {
    const samples = Float64Array.from(golden.series.voltage);
    const first = scalogramOf(plan, samples);
    scalogramOf(plan, Float64Array.from(golden.series.irradiance));
    const out = new Float64Array(64 * 64).fill(-1);
    expect(scalogramOf(plan, samples, out)).toBe(out);
    expect(out).toEqual(first);
  });

  it('shares a sample that lies across two bins between them', () => {
    const narrow = createWaveletPlan({ samples: 64, bins: 5, scales: [3] });
    const samples = Float64Array.from({ length: 64 }, (_, i) => Math.sin(i * 1.3) + Math.cos(i * i));
    const { re, im } = waveletCoefficients(narrow, samples, 0);
    const power = Array.from(re, (value, i) => value ** 2 + (im[i] ?? Number.NaN) ** 2);
    // 64 / 5 = 12.8: the second bin holds 0.2 of sample 12, all of 13 to 24 and 0.6 of sample 25.
    const energy = 0.2 * (power[12] ?? 0) + power.slice(13, 25).reduce((a, b) => a + b, 0) + 0.6 * (power[25] ?? 0);
    expect(scalogramOf(narrow, samples)[1]).toBeCloseTo(Math.sqrt(energy / 12.8), 12);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s and names the first bad index', (bad) => {
    const samples = new Float32Array(4320);
    samples[4000] = bad;
    samples[17] = bad;
    expect(() => scalogramOf(plan, samples)).toThrow(/samples\[17\]/);
  });

  it('refuses samples or an output of the wrong length', () => {
    expect(() => scalogramOf(plan, new Float32Array(4319))).toThrow('samples must hold 4320 values, not 4319');
    expect(() => scalogramOf(plan, new Float32Array(4320), new Float64Array(5))).toThrow(
      'out must hold 4096 values, not 5',
    );
  });
});

describe('waveletCoefficients', () => {
  it('gives |W| = A, in the middle of the day, for a sine of amplitude A at the period of the scale', () => {
    for (const scaleIndex of [0, 20, 40]) {
      const omega = 5 / (plan.scales[scaleIndex] ?? Number.NaN);
      const sine = Float64Array.from({ length: 4320 }, (_, i) => 12.5 * Math.sin(omega * i + 0.4));
      const { re, im } = waveletCoefficients(plan, sine, scaleIndex);
      for (const i of [1500, 2160, 2777]) expect(Math.hypot(re[i] ?? 0, im[i] ?? 0)).toBeCloseTo(12.5, 2);
    }
  });

  it('is linear: the coefficients of a sum are the sum of the coefficients', () => {
    const first = Float64Array.from(golden.series.current);
    const second = Float64Array.from({ length: 4320 }, (_, i) => Math.sin(i * i * 0.01));
    const both = first.map((value, i) => 3 * value - 2 * (second[i] ?? NaN));
    for (const scaleIndex of [0, 25, 63]) {
      const [a, b, sum] = [first, second, both].map((samples) => waveletCoefficients(plan, samples, scaleIndex).im);
      const worst = Math.max(
        ...(sum ?? []).map((value, i) => Math.abs(value - 3 * (a?.[i] ?? NaN) + 2 * (b?.[i] ?? NaN))),
      );
      expect(worst, `scale ${scaleIndex}`).toBeLessThan(1e-11);
    }
  });

  it('is zero for a constant: a level alone has no structure', () => {
    const { re, im } = waveletCoefficients(plan, new Float64Array(4320).fill(180), 30);
    expect(Math.max(...re.map(Math.abs), ...im.map(Math.abs))).toBeLessThan(1e-10);
  });

  it("has the real part of PyWavelets' morl at linear scales from 8 on, within 2 % of each scale's largest", () => {
    const { channel, scales, columns, coefficients } = golden.pywtMorl;
    const linear = createWaveletPlan({ scales: LINEAR_SCALE_SET });
    const samples = Float64Array.from(golden.series[channel]);
    scales.forEach((scale, row) => {
      if (scale < 8) return;
      const { re } = waveletCoefficients(linear, samples, linear.scales.indexOf(scale));
      // PyWavelets normalises by sqrt(a) where we keep the amplitude: the ratio is sqrt(2 pi a) / 2.
      const ours = columns.map((column) => (Math.sqrt(2 * Math.PI * scale) / 2) * halfSampleBefore(re, column));
      const theirs = coefficients[row] ?? [];
      const worst = Math.max(...ours.map((value, i) => Math.abs(value - (theirs[i] ?? Number.NaN))));
      expect(worst / Math.max(...theirs.map(Math.abs)), `scale ${scale}`).toBeLessThan(0.02);
    });
  });

  it('refuses a scale index that does not exist', () => {
    expect(() => waveletCoefficients(plan, new Float64Array(4320), 64)).toThrow('scaleIndex must be 0 to 63, not 64');
  });
});

/** Value between samples i - 1 and i by Lagrange's midpoint formula on eight points, exact to 1e-3 at scale 8. */
function halfSampleBefore(values: Float64Array, i: number): number {
  const weights = [1225, -245, 49, -5].map((weight) => weight / 2048);
  return weights.reduce((sum, weight, k) => sum + weight * ((values[i + k] ?? NaN) + (values[i - 1 - k] ?? NaN)), 0);
}
