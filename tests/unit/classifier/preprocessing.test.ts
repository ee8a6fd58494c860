import { describe, expect, it } from 'vitest';
import { CHANNELS, type Channel } from '#domain/channels.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import {
  IMAGE_PIXELS,
  imageOf,
  parsePreprocessing,
  pixelsOf,
  planOf,
  type RawPreprocessing,
  scalogramValueOf,
} from '#models/classifier/preprocessing.ts';
import { createWaveletPlan } from '#models/wavelet/plan.ts';
import { DEFAULT_SCALE_SET } from '#models/wavelet/scales.ts';
import { scalogramOf } from '#models/wavelet/scalogram.ts';
import { golden } from '../wavelet/golden-scalogram.ts';
import { RATIOS } from './ratio-preprocessing.ts';

const limits = { eps: 1e-4, lo: -4, hi: 0 };
const preprocessing: RawPreprocessing = {
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

describe('parsePreprocessing', () => {
  it.each([
    ['raw channels', preprocessing],
    ['named channels with level rows', RATIOS],
  ])('reads one of %s as it was written, and its plan', (_, written) => {
    const read = parsePreprocessing(JSON.stringify(written));
    expect(read).toEqual(written);
    expect(Array.from(planOf(read).scales)).toEqual(Array.from(plan.scales));
  });

  it.each([
    ['not JSON', '{', /preprocessing.json is not valid JSON/],
    [
      'a range upside down',
      JSON.stringify({ ...preprocessing, channels: { ...preprocessing.channels, current: { eps: 1, lo: 2, hi: 1 } } }),
      /channels.current: lo must be below hi/,
    ],
    ['another version', JSON.stringify({ ...preprocessing, version: 3 }), /preprocessing.json: version/],
    [
      'raw channels where names are due',
      JSON.stringify({ ...preprocessing, version: 2 }),
      /preprocessing.json: levelRows/,
    ],
    [
      'three channels',
      JSON.stringify({ ...RATIOS, channels: RATIOS.channels.slice(1) }),
      /preprocessing.json: channels: .*4/,
    ],
    [
      'a channel that nobody knows',
      JSON.stringify({
        ...RATIOS,
        channels: RATIOS.channels.map((channel, index) => (index === 2 ? { ...channel, name: 'humidity' } : channel)),
      }),
      /preprocessing.json: channels.2.name/,
    ],
    ['a missing channel', JSON.stringify({ ...preprocessing, channels: { voltage: limits } }), /channels.current/],
  ])('refuses %s and names it', (_, json, message) => {
    expect(() => parsePreprocessing(json)).toThrow(message);
  });
});

function scalogramUnit(channel: Channel): number {
  return { voltage: DEFAULT_NAMEPLATE.vMp, current: DEFAULT_NAMEPLATE.iMp, temperature: 50, irradiance: 1000 }[channel];
}
