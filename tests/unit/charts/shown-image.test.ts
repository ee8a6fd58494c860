import { expect, it } from 'vitest';
import { imageWords } from '#components/array/chart-words.ts';
import { levelValue, networkImages } from '#components/charts/shown-image.ts';
import type { NetworkImageView } from '#domain/network-image.ts';
import { textsIn } from '../console/texts-in.ts';

const t = textsIn('en');

const level = { lo: -1, hi: 0.5, knee: 0.02 };
const pixels = btoa(String.fromCharCode(...new Uint8Array(64 * 64).fill(128)));
const channel = { unit: '%', unitScale: 100, eps: 0.001, lo: -3, hi: -0.5, level, pixelsBase64: pixels };
const view: NetworkImageView = {
  startMs: 0,
  modelVersion: 'lenet5-1',
  rows: 64,
  bins: 64,
  binSeconds: 1350,
  periodsSeconds: Array.from({ length: 48 }, (_, row) => 50 * 1.1 ** row),
  levelRows: 16,
  channels: [
    { name: 'photocurrent_deviation', label: 'Photocurrent deviation', ...channel },
    { name: 'voltage_deviation', label: 'Voltage deviation', ...channel },
    { name: 'operating_state', label: 'Operating state', ...channel, unit: '', unitScale: 1 },
    { name: 'irradiance', label: 'Irradiance', ...channel, unit: 'W/m²', unitScale: 1000 },
  ],
};

it('a level pixel turns back into the mean it was made from, on both sides of the knee', () => {
  const bent = (value: number) => Math.asinh(value / level.knee);
  for (const mean of [-0.33, -0.01, 0, 0.2]) {
    const pixel = Math.round((255 * (bent(mean) - bent(level.lo))) / (bent(level.hi) - bent(level.lo)));
    expect(Math.abs(levelValue(channel, pixel) / 100 - mean)).toBeLessThan(0.002 + 0.03 * Math.abs(mean));
  }
  expect(levelValue({ unitScale: 1, level: { lo: 0, hi: 2, knee: null } }, 255)).toBe(2);
});

it('says a period of a scale, none of a level, and nothing of the day where a row tells what the image was made with', () => {
  const [photocurrent, , state] = networkImages(view, t);
  if (!photocurrent || !state) throw new Error('no channel');
  const at = (scaleRow: number) => ({ msOfDay: 43_200_000, scaleRow });
  expect(imageWords(photocurrent, at(0), t)).toMatch(/^period 50 s: .* %$/);
  expect(imageWords(photocurrent, at(63), t)).toMatch(/^level: .* %$/);
  expect(imageWords(state, at(50), t)).toMatch(/^level: -?[\d.]+$/);
  expect(imageWords(state, at(63), t)).toMatch(/^not from the day/);
  expect(imageWords(state, { msOfDay: 0, scaleRow: null }, t)).toBe('');
});
