import { expect, it } from 'vitest';
import { hourTicks, msAt } from '#components/charts/day-axis.ts';
import { clippedSign, colorPixels, decodePixels, periodTicks, pixelValue } from '#components/charts/scalogram-image.ts';
import { viridis } from '#components/charts/viridis.ts';

const channel = { unit: 'V', unitScale: 186, eps: 1e-4, lo: -4, hi: 0, pixelsBase64: btoa('\u0000\u0080\u00ff') };

it('pixels come out of base64 as they went in', () => {
  expect([...decodePixels(channel)]).toEqual([0, 128, 255]);
});

it('a pixel turns back into the amplitude it was made from', () => {
  const amplitude = 12.5;
  const logarithm = Math.log10(amplitude / channel.unitScale + channel.eps);
  const pixel = Math.round(((logarithm - channel.lo) / (channel.hi - channel.lo)) * 255);
  expect(Math.abs(pixelValue(channel, pixel) - amplitude) / amplitude).toBeLessThan(0.02);
});

it('an amplitude is never under zero, and the ends of the map say that they are ends', () => {
  expect(pixelValue({ ...channel, eps: 1 }, 0)).toBe(0);
  expect([0, 128, 255].map(clippedSign)).toEqual(['≤ ', '', '≥ ']);
});

it('colours run from viridis dark to viridis bright, ever brighter, opaque', () => {
  expect(viridis(0)).toEqual([0x44, 0x01, 0x54]);
  expect(viridis(1)).toEqual([0xfd, 0xe7, 0x25]);
  expect(viridis(7)).toEqual(viridis(1));
  const brightness = Array.from({ length: 32 }, (_, value) => {
    const [red, green, blue] = viridis(value / 31);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  expect(brightness.toSorted((a, b) => a - b)).toEqual(brightness);
  expect([...colorPixels(Uint8Array.of(0, 255))]).toEqual([0x44, 0x01, 0x54, 255, 0xfd, 0xe7, 0x25, 255]);
});

it('period ticks sit where the logarithmic rows put them, shortest at the top', () => {
  const periodsSeconds = Array.from({ length: 64 }, (_, row) => 50 * 450 ** (row / 63));
  const ticks = periodTicks(periodsSeconds);
  expect(ticks.map(({ seconds }) => seconds)).toEqual([60, 300, 1200, 3600, 14_400]);
  for (const { y, seconds } of ticks) {
    const row = (63 * Math.log(seconds / 50)) / Math.log(450);
    expect(y * 64).toBeCloseTo(row + 0.5, 6);
  }
});

it('hours run from 00:00 to 24:00 with room for their labels', () => {
  for (const width of [280, 700, 1300]) {
    const ticks = hourTicks(width);
    expect([ticks[0]?.label, ticks.at(-1)?.label, ticks.at(-1)?.x]).toEqual(['00:00', '24:00', width]);
    expect((ticks[1]?.x ?? 0) - (ticks[0]?.x ?? 0)).toBeGreaterThanOrEqual(52);
  }
});

it('a place beside the plot still is a time of the day', () => {
  expect(msAt(-20, 100)).toBe(0);
  expect(msAt(50, 100)).toBe(43_200_000);
  expect(msAt(200, 100)).toBe(86_399_999);
});
