import { describe, expect, it } from 'vitest';
import { CHANNELS } from '#domain/channels.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { fillSeries } from '#models/classifier/fill-series.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { kernelPlanOf } from '#models/wavelet/kernel/arena.ts';
import { effortOf } from '#models/wavelet/kernel/effort.ts';
import { createWaveletPlan, type WaveletOptions } from '#models/wavelet/plan.ts';
import { DEFAULT_SCALE_SET, LINEAR_SCALE_SET } from '#models/wavelet/scales.ts';
import { scalogramOf } from '#models/wavelet/scalogram.ts';
import { createScalogramTransform, engineOf, scalogramsOf } from '#models/wavelet/scalograms.ts';
import { golden } from './golden-scalogram.ts';
import { noise, planeOf, row, worstError } from './signals.ts';

const plan = createWaveletPlan();
const goldenRows = CHANNELS.map((channel) => Float64Array.from(golden.series[channel]));
const zeros = row(() => 0);

describe.each([
  { engine: 'kernel', bound: 1e-4, rounding: 2e-6 },
  // The reference is written with six digits, and results are float32.
  { engine: 'twin', bound: 5e-6, rounding: 2e-7 },
] as const)('createScalogramTransform, engine $engine', ({ engine, bound, rounding }) => {
  const transform = createScalogramTransform(plan, { engine });
  const of = (...rows: Float64Array[]) => transform.run([0, 1, 2, 3].map((i) => rows[i] ?? zeros));

  it.each(CHANNELS)(`reaches the reference of %s within ${bound} of its largest value`, (channel) => {
    const plane = planeOf(of(...goldenRows), CHANNELS.indexOf(channel));
    expect(worstError(plane, golden.scalogram[channel].flat())).toBeLessThan(bound);
  });

  it('gives A for a sine of amplitude A at the period of each scale, within 0.5 % away from the edges', () => {
    const flat = createWaveletPlan({ scales: [3, 12, 40, 90] });
    const sines = Array.from(flat.scales, (scale) => row((i) => 12.5 * Math.sin((5 / scale) * i + 0.4)));
    const scalograms = createScalogramTransform(flat, { engine }).run(sines);
    for (const [scale, channel] of [0, 1, 2, 3].entries()) {
      for (let bin = 8; bin < 56; bin++) {
        const value = scalograms[(scale * 64 + bin) * 4 + channel];
        expect(Math.abs((value ?? NaN) / 12.5 - 1), `scale ${scale}, bin ${bin}`).toBeLessThan(0.005);
      }
    }
  });

  it('is exactly zero for constants, whatever their level', () => {
    const scalograms = of(
      row(() => 180),
      row(() => -0.1),
      row(() => 1e6),
    );
    const largest = Math.max(...scalograms);
    expect(largest).toBeLessThan(engine === 'kernel' ? 1e-30 : 1e-8);
  });

  it('moves by two bins when the day moves by two bins', () => {
    const burst = (start: number) => row((i) => Math.exp(-(((i - start) / 90) ** 2)) * Math.sin(i - start));
    const scalograms = of(burst(2000), burst(2135));
    // Scales that see the edges of the day from the burst may differ.
    const middle = (channel: number, first: number) =>
      planeOf(scalograms, channel).filter((_, i) => i < 40 * 64 && i % 64 >= first && i % 64 < first + 40);
    expect(worstError(middle(1, 12), middle(0, 10))).toBeLessThan(1e-4);
  });

  it.each([1e-42, 1e-30, 1e6, 1e30])('keeps its accuracy at amplitudes of %s', (amplitude) => {
    const signal = Float32Array.from(noise('amplitude'), (value) => value * amplitude);
    const exact = Float64Array.from(signal, (value) => value / amplitude);
    const expected = scalogramOf(plan, exact);
    const plane = planeOf(transform.run([signal, signal, zeros, signal]), 1);
    const bySize = plane.map((value) => value / amplitude);
    // What is left of a denormal float32 has few digits: 1e-42 is some 700 of the smallest.
    expect(worstError(bySize, expected)).toBeLessThan(amplitude < 1e-38 ? 5e-3 : bound);
  });

  it('keeps channels apart: a loud one leaves no trace in a silent one', () => {
    const scalograms = of(
      row((i) => 1e6 * Math.sin(i)),
      zeros,
      noise('quiet'),
      zeros,
    );
    expect(Math.max(...planeOf(scalograms, 1), ...planeOf(scalograms, 3))).toBe(0);
    expect(worstError(planeOf(scalograms, 2), scalogramOf(plan, noise('quiet')))).toBeLessThan(bound);
  });

  it('doubles when the series doubles', () => {
    const signal = noise('double');
    const scalograms = of(
      signal,
      signal.map((value) => 2 * value),
    );
    expect(
      worstError(
        planeOf(scalograms, 1),
        planeOf(scalograms, 0).map((value) => 2 * value),
      ),
    ).toBeLessThan(rounding);
  });

  it.each([
    ['a step', row((i) => (i < 1500 ? 0 : 1))],
    ['a single spike', row((i) => (i === 2000 ? 1 : 0))],
    ['a ramp whose ends differ', row((i) => i / 4320)],
  ])('gives %s as the definition does, the dark bins beside it to 4e-4 of the largest', (_, signal) => {
    expect(worstError(planeOf(of(zeros, signal), 1), scalogramOf(plan, signal))).toBeLessThan(4e-4);
  });

  it.each<WaveletOptions>([
    { scales: LINEAR_SCALE_SET },
    { scales: [1, 1.5, 700, 3000] },
    { samples: 1000, bins: 10 },
    { samples: 1441, bins: 7, scales: [2, 5, 30] },
    { samples: 6000, bins: 1, scales: [2, 17] },
    { samples: 50, bins: 50, scales: [2, 4] },
  ])('gives white noise as the definition does with %j', (options) => {
    const other = createWaveletPlan(options);
    const signal = noise('other options', other.samples);
    const scalograms = createScalogramTransform(other, { engine, channels: 1 }).run([signal]);
    expect(worstError(scalograms, scalogramOf(other, signal))).toBeLessThan(bound);
  });

  it('gives each of 6 channels what it gives that channel alone', () => {
    const rows = Array.from({ length: 6 }, (_, i) => noise(`channel ${i}`));
    const together = createScalogramTransform(plan, { engine, channels: 6 }).run(rows);
    const alone = createScalogramTransform(plan, { engine, channels: 1 });
    for (const [channel, signal] of rows.entries()) {
      expect(planeOf(together, channel, 6)).toEqual(planeOf(alone.run([signal]), 0, 1));
    }
  });

  it('refuses wrong rows and values by name', () => {
    const bad = row((i) => (i === 17 ? NaN : 0));
    expect(() => transform.run([zeros, bad, zeros, zeros])).toThrow('rows[1][17] is NaN: fill the gaps first');
    expect(() => transform.run([zeros])).toThrow('rows must be 4 channels, not 1');
    expect(() => of(zeros.subarray(1))).toThrow('rows[0] must hold 4320 values, not 4319');
    expect(() => transform.run([zeros, zeros, zeros, zeros], new Float32Array(5))).toThrow(
      'out must hold 16384 values',
    );
  });
});

describe('the kernel', () => {
  it.each(CONDITIONS)('gives a simulated day of %s as the twin does', (condition) => {
    const { series } = simulateArrayDay({ seed: condition, condition, weather: createWeatherDay({ seed: 'sky' }) });
    const filled = fillSeries(series);
    const rows = CHANNELS.map((channel) => filled?.series[channel] ?? new Float32Array());
    const [kernel, twin] = (['kernel', 'twin'] as const).map((engine) =>
      createScalogramTransform(plan, { engine }).run(rows),
    );
    for (const channel of CHANNELS.keys()) {
      const expected = planeOf(twin ?? new Float32Array(), channel);
      expect(worstError(planeOf(kernel ?? new Float32Array(), channel), expected)).toBeLessThan(1e-4);
    }
  });
});

describe('the error option', () => {
  it.each([1e-3, 3e-3, 1e-2])(
    'lets the kernel do less, and %s of the largest value is what a simulated day differs by',
    (error) => {
      const { series } = simulateArrayDay({
        seed: 1,
        condition: 'arc_fault',
        weather: createWeatherDay({ seed: 'sky' }),
      });
      const filled = fillSeries(series);
      const rows = CHANNELS.map((channel) => filled?.series[channel] ?? new Float32Array());
      for (const scales of [DEFAULT_SCALE_SET, LINEAR_SCALE_SET]) {
        const [exact, coarse] = [createWaveletPlan({ scales }), createWaveletPlan({ scales, error })];
        expect(effortOf(kernelPlanOf(coarse)).operations).toBeLessThan(0.9 * effortOf(kernelPlanOf(exact)).operations);
        const kernel = createScalogramTransform(coarse, { engine: 'kernel' }).run(rows);
        for (const [index, samples] of rows.entries()) {
          expect(worstError(planeOf(kernel, index), scalogramOf(coarse, samples))).toBeLessThan(error);
        }
      }
    },
  );
});

describe('engineOf', () => {
  it('is the twin for days too short for the kernel, and asking for the kernel then is refused', () => {
    const tiny = createWaveletPlan({ samples: 8, bins: 2, scales: [2] });
    expect([engineOf(plan), engineOf(tiny)]).toEqual(['kernel', 'twin']);
    expect(() => createScalogramTransform(tiny, { engine: 'kernel' })).toThrow(/engine kernel needs/);
  });

  it('refuses a number of channels that is none', () => {
    expect(() => createScalogramTransform(plan, { channels: 0 })).toThrow('channels must be an integer from 1 to 4096');
  });
});

describe('scalogramsOf', () => {
  it('gives the same bytes every time, whatever was transformed between', () => {
    const first = scalogramsOf(plan, goldenRows);
    scalogramsOf(
      plan,
      [0, 1, 2, 3].map((i) => noise(`between ${i}`)),
    );
    expect(scalogramsOf(plan, goldenRows)).toEqual(first);
  });
});
