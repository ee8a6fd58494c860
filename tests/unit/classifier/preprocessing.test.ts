import { describe, expect, it } from 'vitest';
import { fitPreprocessing } from '#models/classifier/fit-preprocessing.ts';
import {
  IMAGE_PIXELS,
  imageOf,
  normalisedScalogramsOf,
  type Preprocessing,
  parsePreprocessing,
  pixelsOf,
  planOf,
  scalogramValueOf,
} from '#models/classifier/preprocessing.ts';
import { createWaveletPlan } from '#models/wavelet/plan.ts';
import { DEFAULT_SCALE_SET } from '#models/wavelet/scales.ts';
import { scalogramOf } from '#models/wavelet/scalogram.ts';
import { CHANNELS, type Channel } from '#server/domain/channels.ts';
import { DEFAULT_NAMEPLATE } from '#server/domain/nameplate.ts';
import { golden } from '../wavelet/golden-scalogram.ts';

const limits = { eps: 1e-4, lo: -4, hi: 0 };
const preprocessing: Preprocessing = {
  version: 1,
  wavelet: {
    samples: 4320,
    bins: 64,
    scales: DEFAULT_SCALE_SET as { kind: 'geometric'; count: number; first: number; ratio: number },
  },
  channels: { voltage: limits, current: limits, temperature: limits, irradiance: limits },
};
const plan = createWaveletPlan();
const series = Object.fromEntries(
  CHANNELS.map((channel) => [channel, Float32Array.from(golden.series[channel])]),
) as Record<Channel, Float32Array>;

describe('imageOf', () => {
  it('lays the pixels out as scale, bin, channel, each channel in parts of its nameplate', () => {
    const image = imageOf(plan, preprocessing, DEFAULT_NAMEPLATE, series);
    expect(image).toHaveLength(IMAGE_PIXELS);
    const units = { voltage: 5 * 37.2, current: 3 * 8.88, temperature: 50, irradiance: 1000 };
    for (const [index, channel] of CHANNELS.entries()) {
      const scalogram = scalogramOf(plan, series[channel]);
      for (const [scale, bin] of [
        [0, 0],
        [10, 31],
        [63, 63],
        [40, 20],
      ] as const) {
        const value = (scalogram[scale * 64 + bin] ?? Number.NaN) / units[channel];
        const level = Math.min(1, Math.max(0, (Math.log10(value + 1e-4) + 4) / 4));
        expect(Math.abs((image[(scale * 64 + bin) * 4 + index] ?? Number.NaN) - 255 * level)).toBeLessThan(0.51);
      }
    }
  });

  it('refuses a plan that does not give 64 x 64 cells', () => {
    const other = createWaveletPlan({ bins: 32 });
    expect(() => imageOf(other, preprocessing, DEFAULT_NAMEPLATE, series)).toThrow(/64 x 32 cells/);
  });
});

describe('pixelsOf', () => {
  it('clips below lo to 0 and above hi to 255', () => {
    const pixels = pixelsOf(preprocessing, Float32Array.from([0, 1e-3 - 1e-4, 50, 1 - 1e-4]));
    expect(Array.from(pixels)).toEqual([0, 64, 255, 255]);
  });
});

describe('scalogramValueOf', () => {
  it.each(CHANNELS)('gives back the value of a pixel of %s in its unit, within half a pixel', (channel) => {
    const index = CHANNELS.indexOf(channel);
    for (const pixel of [20, 128, 200]) {
      const value = scalogramValueOf(pixel, channel, preprocessing, DEFAULT_NAMEPLATE);
      const normalised = new Float32Array(4);
      normalised[index] = value / scalogramUnit(channel);
      expect(pixelsOf(preprocessing, normalised)[index]).toBe(pixel);
    }
  });

  it('is never negative', () => {
    expect(scalogramValueOf(0, 'current', preprocessing, DEFAULT_NAMEPLATE)).toBeCloseTo(0, 12);
  });
});

describe('fitPreprocessing', () => {
  const scalograms = normalisedScalogramsOf(plan, DEFAULT_NAMEPLATE, series);

  it('puts the asked share of the values below lo, and none above hi', () => {
    const fitted = fitPreprocessing([scalograms], { tail: 0.1 });
    const pixels = pixelsOf(fitted, scalograms);
    for (const channel of CHANNELS.keys()) {
      const own = pixels.filter((_, i) => i % 4 === channel);
      const share = (pixel: number) => own.filter((value) => value === pixel).length / own.length;
      expect(share(0)).toBeGreaterThan(0.095);
      expect(share(0)).toBeLessThan(0.125);
      expect(share(255)).toBeGreaterThan(0);
      expect(share(255)).toBeLessThan(0.01);
    }
  });

  it('does not depend on the order of the array-days', () => {
    const other = scalograms.map((value) => 3 * value);
    expect(fitPreprocessing([scalograms, other])).toEqual(fitPreprocessing([other, scalograms]));
  });

  it('gives a range even to a channel that never moves', () => {
    const { voltage } = fitPreprocessing([new Float32Array(IMAGE_PIXELS)]).channels;
    expect(voltage).toEqual({ eps: 1e-3, lo: -3, hi: -2 });
  });

  it('survives the way through its JSON file', () => {
    const fitted = fitPreprocessing([scalograms]);
    const read = parsePreprocessing(JSON.stringify(fitted));
    expect(read).toEqual(fitted);
    expect(Array.from(planOf(read).scales)).toEqual(Array.from(plan.scales));
  });

  it('refuses no array-days and bad options by name', () => {
    expect(() => fitPreprocessing([])).toThrow(/at least one array-day/);
    expect(() => fitPreprocessing([scalograms], { tail: 0.5 })).toThrow(/tail must be/);
    expect(() => fitPreprocessing([scalograms], { eps: 0 })).toThrow(/eps must be/);
  });
});

describe('parsePreprocessing', () => {
  it.each([
    ['not JSON', '{', /preprocessing.json is not valid JSON/],
    [
      'a range upside down',
      JSON.stringify({ ...preprocessing, channels: { ...preprocessing.channels, current: { eps: 1, lo: 2, hi: 1 } } }),
      /channels.current: lo must be below hi/,
    ],
    ['another version', JSON.stringify({ ...preprocessing, version: 2 }), /preprocessing.json: version/],
    ['a missing channel', JSON.stringify({ ...preprocessing, channels: { voltage: limits } }), /channels.current/],
  ])('refuses %s and names it', (_, json, message) => {
    expect(() => parsePreprocessing(json)).toThrow(message);
  });
});

function scalogramUnit(channel: Channel): number {
  return { voltage: DEFAULT_NAMEPLATE.vMp, current: DEFAULT_NAMEPLATE.iMp, temperature: 50, irradiance: 1000 }[channel];
}
